/** The curves of runs that differ by their seed, to be drawn behind those of one of them. */
import type { LabClient, Run, RunMetrics } from '../../../../core/contract/index.ts';
import type { OtherCurves } from './charts.ts';
import { appendMetrics, noMetrics } from './metrics.ts';
import { isMoving } from './run-words.ts';

/** Milliseconds between looks at runs that move. */
const pace = 1000;

export class SiblingFeed {
  curves = $state.raw<readonly OtherCurves[]>([]);
  readonly #runs: Pick<LabClient['runs'], 'metrics'>;
  readonly #known = new Map<string, RunMetrics>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #turn = 0;

  constructor(runs: Pick<LabClient['runs'], 'metrics'>) {
    this.#runs = runs;
  }

  /** Follows these runs from now on, instead of others; none to rest. */
  follow(siblings: readonly Run[]): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const turn = ++this.#turn;
    if (siblings.length === 0) this.curves = [];
    else void this.#read(siblings, turn);
  }

  async #read(siblings: readonly Run[], turn: number): Promise<void> {
    const read = siblings.map(async ({ id }) => {
      const before = this.#known.get(id) ?? noMetrics;
      // A curve that cannot be read is left out; the run's own page says why.
      const after = await this.#runs
        .metrics({ id, after: before.iterations.at(-1) ?? -1 })
        .catch(() => noMetrics);
      this.#known.set(id, appendMetrics(before, after));
    });
    await Promise.all(read);
    if (turn !== this.#turn) return;
    this.curves = siblings.map(({ id, spec }) => ({
      id,
      name: `seed ${spec.seed}`,
      metrics: this.#known.get(id) ?? noMetrics,
    }));
    if (siblings.some(({ status }) => isMoving(status)))
      this.#timer = setTimeout(() => void this.#read(siblings, turn), pace);
  }
}
