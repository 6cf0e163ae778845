/** The state of the Infer screen: what is asked for next, and what may be done with the runs there are. */
import {
  type Algorithm,
  algorithms,
  type EnvironmentRow,
  isFiniteEnvironment,
  isInverse,
  type Run,
  type RunSpec,
  type SettingsUse,
} from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { memory } from '../../lab/memory.ts';
import { actionSpaceOf, episodeStepsOf } from '../runs/actions.ts';
import { worldOf } from '../runs/worlds.ts';
import { areSettingsOf, defaultsOfAll, isAlgorithm } from './all-settings.ts';
import { type Answers, choose, defaultName, type Offer, planOf, specOf, withSeeds } from './infer-plan.ts';
import { methodForLearned } from './methods.ts';
import { presetOf, presetsOf, suggestedPreset } from './presets.ts';
import { actionsOf, clashes, hiddenSettings } from './settings-rules.ts';

const remembered = 'infer:answers';
const pageSize = 500;

/** Most runs that one press starts. */
export const mostSeeds = 10;

export class InferState {
  /** The method asked for; see {@link method} for the one that will run. */
  algorithm = $state<Algorithm>('maxent-irl');
  source = $state<'dataset' | 'kept'>('dataset');
  rewardOf = $state<'environment' | 'run'>('environment');
  datasetId = $state<string | null>(null);
  environmentId = $state<string | null>(null);
  sourceRunId = $state<string | null>(null);
  settings = $state(defaultsOfAll());
  seed = $state(0);
  /** How many runs one press starts, each with its own seed. */
  seeds = $state(1);
  name = $state('');
  /** Whether everything typed is within its range. */
  valid = $state(true);
  starting = $state(false);
  /** Counts resets: a form keeps what was typed wrongly, so it is made anew. */
  resets = $state(0);
  readonly #lab: LabState;
  /** Methods whose settings somebody chose; those of the others follow the world. */
  readonly #chosen = new Set<Algorithm>();

  readonly answers = $derived<Answers>({
    algorithm: this.algorithm,
    source: this.source,
    rewardOf: this.rewardOf,
    datasetId: this.datasetId,
    environmentId: this.environmentId,
    sourceRunId: this.sourceRunId,
    settings: this.settings,
    seed: this.seed,
  });
  readonly offer: Offer = $derived.by(() => {
    const { environments, datasets, runs } = this.#lab;
    return { environments, datasets, runs, knowsReward };
  });
  readonly choice = $derived.by(() => choose(this.answers, this.offer));
  readonly plan = $derived.by(() => planOf(this.answers, this.offer, this.valid));
  /** The method that will run. */
  readonly method = $derived(this.choice.algorithm);
  readonly family = $derived(algorithms[this.method].learnsFrom);
  /** What the settings are for. */
  readonly use: SettingsUse = $derived({
    episodeSteps: episodeStepsOf(this.choice.environment),
    rewardOf: this.family === 'reward' ? this.choice.rewardOf : null,
  });
  readonly hidden = $derived(
    hiddenSettings(this.method, this.settings[this.method], {
      actions: actionsOf(actionSpaceOf(this.choice.environment)),
      rewardOf: this.use.rewardOf,
    }),
  );
  readonly clashes = $derived(clashes(this.method, this.settings));
  readonly definition = $derived(algorithms[this.method].definition);

  constructor(lab: LabState) {
    this.#lab = lab;
    const spec = memory.get(remembered, null, isSpecLike);
    if (spec) this.take(spec);
  }

  /**
   * Starts the runs that the plan describes, making their dataset first where that is asked for. Answers the first; null
   * when it failed.
   */
  async start(): Promise<Run | null> {
    const { plan } = this;
    if (plan.kind !== 'ready' || this.starting) return null;
    this.starting = true;
    try {
      return await this.#lab.attempt(async () => {
        const needsDataset = this.family === 'demonstrations' && plan.datasetId === null;
        const datasetId = needsDataset ? await this.#datasetOfKept(plan.environmentId) : plan.datasetId;
        const spec = $state.snapshot(specOf(this.answers, plan, datasetId)) as RunSpec;
        const name = this.name.trim() || defaultName(spec, this.offer);
        const runs: Run[] = [];
        for (const one of withSeeds(spec, this.seeds))
          runs.push(
            await this.#lab.client.runs.create({
              name: this.seeds > 1 ? `${name}, seed ${one.seed}` : name,
              spec: one,
            }),
          );
        memory.set(remembered, spec);
        this.name = '';
        this.seeds = 1;
        this.take(spec);
        await this.#lab.refresh('runs');
        return runs[0];
      });
    } finally {
      this.starting = false;
    }
  }

  /** Answers the questions as a run did. */
  take(spec: RunSpec): void {
    this.algorithm = spec.algorithm;
    this.environmentId = spec.environmentId;
    this.seed = spec.seed;
    Object.assign(this.settings[spec.algorithm], spec.settings);
    this.#chosen.add(spec.algorithm);
    if (isInverse(spec)) {
      this.source = 'dataset';
      this.datasetId = spec.datasetId;
    } else {
      this.rewardOf = spec.sourceRunId === null ? 'environment' : 'run';
      this.sourceRunId = spec.sourceRunId;
    }
  }

  /** Infers from a dataset, by the method last chosen for demonstrations where there was one. */
  takeDataset(id: string): void {
    if (this.family !== 'demonstrations') this.algorithm = 'maxent-irl';
    this.source = 'dataset';
    this.datasetId = id;
  }

  /** Asks for a policy of the reward that a run recovered, by the first choice for it in its world. */
  solveRewardOf(run: Run): void {
    this.algorithm = methodForLearned(this.#lab.environment(run.spec.environmentId));
    this.rewardOf = 'run';
    this.sourceRunId = run.id;
  }

  /** Every setting of the method as it is proposed for this world. */
  reset(): void {
    this.seed = 0;
    this.seeds = 1;
    this.#chosen.delete(this.method);
    this.#start(suggestedPreset(this.method, this.use).settings());
  }

  /** Settings that nobody chose or changed become what suits the world that was chosen. */
  followWorld(): void {
    const { method, preset } = this;
    const { id, settings } = suggestedPreset(method, this.use);
    if (preset !== null && preset !== id && !this.#chosen.has(method)) this.#start(settings());
  }

  /** Which of the method's presets its settings are; null once one of them was changed. */
  get preset(): string | null {
    return presetOf(this.method, this.settings[this.method]);
  }

  /** Every setting of the method as a preset has it. */
  startFrom(preset: string): void {
    this.#chosen.add(this.method);
    this.#start(
      presetsOf(this.method)
        .find(({ id }) => id === preset)
        ?.settings() ?? {},
    );
  }

  #start(settings: object): void {
    Object.assign(this.settings[this.method], settings);
    this.valid = true;
    this.resets++;
  }

  /** A dataset of every kept demonstration of an environment, oldest first. */
  async #datasetOfKept(environmentId: string): Promise<string> {
    const { client } = this.#lab;
    const ids: string[] = [];
    for (let seen = 0; ; ) {
      const { total, rows } = await client.demonstrations.list({
        filter: { environmentId },
        page: { offset: seen, limit: pageSize },
        order: 'oldest',
      });
      ids.push(...rows.filter((row) => row.status === 'kept').map((row) => row.id));
      seen += rows.length;
      if (rows.length === 0 || seen >= total) break;
    }
    const environment = this.#lab.environment(environmentId)?.name ?? 'environment';
    const dataset = await client.datasets.create({
      name: `All of ${environment} (${ids.length})`,
      demonstrationIds: ids,
    });
    await this.#lab.refresh('datasets');
    return dataset.id;
  }
}

const knowsReward = (environment: EnvironmentRow): boolean =>
  !isFiniteEnvironment(environment) || worldOf(environment).trueReward !== null;

/** What was remembered is a spec that today's settings still accept. */
function isSpecLike(value: unknown): value is RunSpec | null {
  if (value === null) return true;
  if (typeof value !== 'object' || !('algorithm' in value) || !('settings' in value)) return false;
  if (!isAlgorithm(value.algorithm) || !areSettingsOf(value.algorithm, value.settings)) return false;
  return 'seed' in value && typeof value.seed === 'number';
}
