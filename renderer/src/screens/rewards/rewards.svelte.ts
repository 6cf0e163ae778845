/** The state of the Rewards screen: one run's reward, value and visits, and the truth beside them where it is known. */

import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type {
  Comparison,
  LabClient,
  Run,
  TabularPolicy,
  TabularReward,
} from '../../../../core/contract/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { rewardTable } from '../../lab/function-tables.ts';
import { tableOf } from '../../lab/tables.ts';
import { differenceScale, divergingScale, sequentialScale } from '../../world/colours.ts';
import type { HeatLayer } from '../../world/types.ts';
import { trueStateReward } from '../runs/worlds.ts';
import type { Agreement } from './agreement.ts';
import { alignReward } from './alignment.ts';

export type Layer = 'reward' | 'value' | 'visits';

/** One map of the screen. */
export interface MapOf {
  readonly title: string;
  readonly heat: HeatLayer;
}

export class RewardsState {
  layer = $state<Layer>('reward');
  /** Recovered numbers as they are, or aligned with the true ones. */
  scaleOf = $state<'aligned' | 'raw'>('aligned');
  reward = $state.raw<TabularReward | null>(null);
  policy = $state.raw<TabularPolicy | null>(null);
  /** A policy that is a function has no table of values and visits. */
  learnedFunction = $state(false);
  comparison = $state.raw<Comparison | null>(null);
  loading = $state(true);
  /** Whether the comparison with the demonstrations is on its way. */
  measuring = $state(false);
  error = $state.raw<LabErrorData | null>(null);
  readonly world: FiniteWorld;
  readonly truth: Float64Array | null;

  readonly alignment = $derived.by(() =>
    this.reward && this.truth && varies(this.truth) && this.reward.stateReward.length === this.truth.length
      ? alignReward(this.reward.stateReward, this.truth)
      : null,
  );
  /** Aligned values are shown only where there is something to align with. */
  readonly aligned = $derived(this.alignment !== null && this.scaleOf === 'aligned');
  readonly row = $derived(this.comparison?.rows.find((one) => one.subject.kind === 'run') ?? null);
  /**
   * [S] share of the policy's visits. The comparison counts them as it counts the expert's, so that the two can be
   * subtracted; before it is there, the run's own (discounted for a discounted run) serve alone.
   */
  readonly learnedVisits = $derived.by(
    () => this.row?.visitation ?? (this.policy ? normalised(this.policy.visitation) : null),
  );
  readonly agreement = $derived.by<Agreement>(() => {
    const { row } = this;
    return { epic: row?.epic ?? null, pearson: row?.pearson ?? null, spearman: row?.spearman ?? null };
  });
  readonly maps = $derived.by<MapOf[]>(() => this.#maps());

  constructor(world: FiniteWorld) {
    this.world = world;
    this.truth = trueStateReward(world);
  }

  /** Reads everything of a run; measures against the truth follow when they are computed. */
  async load(client: LabClient, run: Run): Promise<void> {
    try {
      const { id } = run;
      const [reward, policy] = await Promise.all([
        client.runs.reward({ id }),
        client.runs.policy({ id, from: 0, count: 1 }),
      ]);
      this.reward = await rewardTable(client.runs, reward, this.world.mdp);
      this.policy = tableOf(policy);
      this.learnedFunction = policy?.kind === 'function';
      this.loading = false;
      if (!this.policy || !('datasetId' in run.spec)) return;
      const { datasetId } = run.spec;
      this.measuring = true;
      this.comparison = await client.comparisons.compute({ datasetId, runIds: [id], seed: 0, rollouts: 10 });
    } catch (thrown) {
      this.error = asLabError(thrown).toData();
    } finally {
      this.measuring = false;
      this.loading = false;
    }
  }

  #maps(): MapOf[] {
    if (this.layer === 'reward') return this.#rewardMaps();
    if (this.layer === 'value') {
      if (!this.policy) return [];
      const { value } = this.policy;
      const label = 'Soft value';
      return [
        {
          title: 'Value of the learned policy',
          heat: { values: value, scale: sequentialScale(value), label },
        },
      ];
    }
    return this.#visitMaps();
  }

  #rewardMaps(): MapOf[] {
    if (!this.reward) return [];
    const values = this.aligned && this.alignment ? this.alignment.aligned : this.reward.stateReward;
    const { truth } = this;
    if (!truth)
      return [
        {
          title: 'Recovered reward',
          heat: { values, scale: divergingScale(values), label: 'Recovered reward' },
        },
      ];
    const shared = divergingScale([...values, ...truth]);
    return [
      {
        title: this.aligned ? 'Recovered reward, aligned' : 'Recovered reward, raw',
        heat: { values, scale: this.aligned ? shared : divergingScale(values), label: 'Recovered reward' },
      },
      {
        title: 'True reward',
        heat: { values: truth, scale: this.aligned ? shared : divergingScale(truth), label: 'True reward' },
      },
    ];
  }

  #visitMaps(): MapOf[] {
    const learned = this.learnedVisits;
    if (!learned) return [];
    const label = 'Share of visits';
    if (!this.comparison)
      return [
        { title: 'Visits of the learned policy', heat: { values: learned, scale: fromZero(learned), label } },
      ];
    const expert = this.comparison.expertVisitation;
    const scale = fromZero([...learned, ...expert]);
    const difference = learned.map((value, s) => value - expert[s]);
    return [
      { title: 'Learned visits', heat: { values: learned, scale, label: 'Learned share of visits' } },
      { title: 'Expert visits', heat: { values: expert, scale, label: 'Expert share of visits' } },
      {
        title: 'Difference',
        heat: { values: difference, scale: differenceScale(difference), label: 'Learned minus expert' },
      },
    ];
  }
}

/** A reward that is the same everywhere has no scale to align with. */
const varies = (values: Float64Array) => values.some((value) => value !== values[0]);

const fromZero = (values: ArrayLike<number>) => ({ ...sequentialScale(values), low: 0 });

/** Visits as shares that sum to one; all zero stays all zero. */
export function normalised(visits: Float64Array): Float64Array {
  const sum = visits.reduce((a, b) => a + b, 0);
  return sum > 0 ? visits.map((value) => value / sum) : visits;
}
