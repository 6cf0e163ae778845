/** The state of the Infer screen: what is asked for next, and what may be done with the runs there are. */
import {
  maxEntDefaults,
  maxEntDefinition,
  maxEntSettings,
  softSolveDefaults,
  softSolveDefinition,
  softSolveSettings,
} from '../../../../core/contract/algorithms.ts';
import type { Run, RunSpec } from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { memory } from '../../lab/memory.ts';
import {
  type Answers,
  choose,
  clashes,
  defaultName,
  hiddenSettings,
  type Offer,
  planOf,
  specOf,
} from './infer-plan.ts';

const remembered = 'infer:answers';
const pageSize = 500;

export class InferState {
  algorithm = $state<RunSpec['algorithm']>('maxent-irl');
  source = $state<'dataset' | 'kept'>('dataset');
  datasetId = $state<string | null>(null);
  environmentId = $state<string | null>(null);
  sourceRunId = $state<string | null>(null);
  maxent = $state(maxEntDefaults());
  soft = $state(softSolveDefaults());
  seed = $state(0);
  name = $state('');
  /** Whether everything typed is within its range. */
  valid = $state(true);
  starting = $state(false);
  /** Counts resets: a form keeps what was typed wrongly, so it is made anew. */
  resets = $state(0);
  readonly #lab: LabState;

  readonly answers = $derived<Answers>({
    algorithm: this.algorithm,
    source: this.source,
    datasetId: this.datasetId,
    environmentId: this.environmentId,
    sourceRunId: this.sourceRunId,
    maxent: this.maxent,
    soft: this.soft,
    seed: this.seed,
  });
  /** What the lab has for methods of finite worlds; datasets of deleted environments are theirs, too. */
  readonly offer: Offer = $derived.by(() => {
    const { environments, finiteEnvironments, datasets, runs } = this.#lab;
    const finite = new Set(finiteEnvironments.map(({ id }) => id));
    const others = new Set(environments.map(({ id }) => id).filter((id) => !finite.has(id)));
    return {
      environments: finiteEnvironments,
      datasets: datasets.filter((row) => !others.has(row.environmentId)),
      runs,
    };
  });
  readonly choice = $derived.by(() => choose(this.answers, this.offer));
  readonly plan = $derived.by(() => planOf(this.answers, this.offer, this.valid));
  readonly hidden = $derived(hiddenSettings(this.answers));
  readonly clashes = $derived(clashes(this.answers));
  readonly definition = $derived(this.algorithm === 'maxent-irl' ? maxEntDefinition : softSolveDefinition);

  constructor(lab: LabState) {
    this.#lab = lab;
    const spec = memory.get(remembered, null, isSpecLike);
    if (spec) this.take(spec);
  }

  /** Starts the run that the plan describes, making its dataset first where that is asked for; null when it failed. */
  async start(): Promise<Run | null> {
    const { plan } = this;
    if (plan.kind !== 'ready' || this.starting) return null;
    this.starting = true;
    try {
      return await this.#lab.attempt(async () => {
        const needsDataset = this.algorithm === 'maxent-irl' && plan.datasetId === null;
        const datasetId = needsDataset ? await this.#datasetOfKept(plan.environmentId) : plan.datasetId;
        const spec = $state.snapshot(specOf(this.answers, plan, datasetId)) as RunSpec;
        const name = this.name.trim() || defaultName(spec, this.offer);
        const run = await this.#lab.client.runs.create({ name, spec });
        memory.set(remembered, spec);
        this.name = '';
        this.take(spec);
        await this.#lab.refresh('runs');
        return run;
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
    if (spec.algorithm === 'maxent-irl') {
      this.source = 'dataset';
      this.datasetId = spec.datasetId;
      this.maxent = { ...spec.settings };
    } else {
      this.sourceRunId = spec.sourceRunId;
      this.soft = { ...spec.settings };
    }
  }

  /** Every setting at its default again. */
  reset(): void {
    this.maxent = maxEntDefaults();
    this.soft = softSolveDefaults();
    this.seed = 0;
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

/** What was remembered is a spec that today's settings still accept. */
function isSpecLike(value: unknown): value is RunSpec | null {
  if (value === null) return true;
  if (typeof value !== 'object' || !('algorithm' in value) || !('settings' in value)) return false;
  const schema = value.algorithm === 'maxent-irl' ? maxEntSettings : softSolveSettings;
  return schema.safeParse(value.settings).success && 'seed' in value && typeof value.seed === 'number';
}
