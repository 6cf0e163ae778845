/** The state of the Compare screen: what is compared, the answer, and the saved comparisons. */

import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import {
  type Comparison,
  type ComparisonRequest,
  type ComparisonRow,
  comparisonRequest,
  type Dataset,
  isInverse,
  type Run,
  type SavedComparison,
} from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { memory } from '../../lab/memory.ts';
import { sortRuns } from '../runs/run-words.ts';

/** Runs that can be compared on a dataset: of its environment, with a policy; newest first. */
export function comparableRuns(runs: readonly Run[], dataset: Dataset | null): Run[] {
  return sortRuns(
    runs.filter((run) => run.spec.environmentId === dataset?.environmentId && run.status === 'finished'),
    'newest',
  );
}

const remembered = 'compare:request';
const isRequest = (value: unknown): value is ComparisonRequest | null =>
  value === null || comparisonRequest.safeParse(value).success;

/** A request's identity, to know whether an answer is still the one asked for. */
const keyOf = (request: ComparisonRequest) => JSON.stringify(request);

export class CompareState {
  datasetId = $state<string | null>(null);
  /** Null: the newest few. */
  chosen = $state.raw<readonly string[] | null>(null);
  rollouts = $state(200);
  seed = $state(0);
  comparison = $state.raw<Comparison | null>(null);
  error = $state.raw<LabErrorData | null>(null);
  computing = $state(false);
  saved = $state.raw<readonly SavedComparison[]>([]);
  /** The row whose maps and returns are shown. */
  focus = $state(0);
  readonly #lab: LabState;
  #latest = '';

  readonly dataset = $derived.by(
    () =>
      this.#lab.dataset(this.datasetId) ??
      [...this.#lab.datasets].sort((a, b) => b.createdAt - a.createdAt)[0] ??
      null,
  );
  readonly candidates = $derived.by(() => comparableRuns(this.#lab.runs, this.dataset));
  readonly runIds = $derived.by(() => {
    const ids = this.candidates.map((run) => run.id);
    return this.chosen === null ? ids.slice(0, 3) : ids.filter((id) => this.chosen?.includes(id));
  });
  readonly request = $derived.by<ComparisonRequest | null>(() =>
    this.dataset
      ? { datasetId: this.dataset.id, runIds: [...this.runIds], seed: this.seed, rollouts: this.rollouts }
      : null,
  );
  readonly focused = $derived.by<ComparisonRow | null>(() => {
    const rows = this.comparison?.rows ?? [];
    return rows[Math.min(this.focus, rows.length - 1)] ?? null;
  });

  constructor(lab: LabState) {
    this.#lab = lab;
    const last = memory.get(remembered, null, isRequest);
    if (!last) return;
    this.ask(last);
    if (last.runIds.length === 0) this.chosen = null;
  }

  /** Compares on another dataset, with its newest runs. */
  chooseDataset(id: string | null): void {
    this.datasetId = id;
    this.chosen = null;
    this.focus = 0;
  }

  /** Compares one run, on the dataset that it was trained on or the newest one of its environment. */
  take(run: Run): void {
    const { spec } = run;
    const own = this.#lab.datasets.find((row) => row.environmentId === spec.environmentId);
    this.chooseDataset(isInverse(spec) ? spec.datasetId : (own?.id ?? null));
    this.chosen = [run.id];
  }

  /** The same comparison again after a restart; where nobody chose runs, the newest ones of then. */
  remember(): void {
    const { request } = this;
    memory.set(remembered, request && { ...request, runIds: this.chosen === null ? [] : request.runIds });
  }

  toggle(runId: string): void {
    const ids = this.runIds;
    this.chosen = ids.includes(runId) ? ids.filter((id) => id !== runId) : [...ids, runId];
  }

  /** Answers the request; of answers that overtake each other the last one asked for stays. */
  async compute(request: ComparisonRequest): Promise<void> {
    const key = keyOf(request);
    this.#latest = key;
    this.computing = true;
    try {
      const comparison = await this.#lab.client.comparisons.compute(request);
      if (this.#latest !== key) return;
      this.comparison = comparison;
      this.error = null;
    } catch (thrown) {
      if (this.#latest !== key) return;
      this.comparison = null;
      this.error = asLabError(thrown).toData();
    } finally {
      if (this.#latest === key) this.computing = false;
    }
  }

  async export(format: 'csv' | 'html' | 'json') {
    const { request } = this;
    return request && this.#lab.attempt(() => this.#lab.client.comparisons.export({ request, format }));
  }

  async readSaved(): Promise<void> {
    this.saved = (await this.#lab.attempt(() => this.#lab.client.comparisons.list({}))) ?? this.saved;
  }

  async save(name: string): Promise<void> {
    const { request } = this;
    if (!request) return;
    await this.#lab.attempt(() => this.#lab.client.comparisons.save({ name, request }));
    await this.readSaved();
  }

  /** Asks again what a saved comparison asked. */
  open({ request }: SavedComparison): void {
    this.ask(request);
  }

  ask(request: ComparisonRequest): void {
    this.datasetId = request.datasetId;
    this.chosen = request.runIds;
    this.seed = request.seed;
    this.rollouts = request.rollouts;
  }
}
