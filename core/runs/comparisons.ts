import { LabError } from '../base/errors.ts';
import type { Comparison, ComparisonRequest } from '../contract/index.ts';
import type { LabReader } from '../store/api.ts';
import { comparisonInput } from './comparison-input.ts';
import { WorkerPool } from './pool.ts';

/** Comparisons computed at once; more wait for their turn. */
const atOnce = 2;

/** Computes comparisons in worker threads of their own, so that neither the library nor a long run waits for one. */
export class Comparisons {
  readonly #reader: LabReader;
  readonly #pool: WorkerPool;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(reader: LabReader, entry: URL) {
    this.#reader = reader;
    this.#pool = new WorkerPool(entry);
  }

  /** @throws LabError `Cancelled` when the signal aborts: the worker is ended at once */
  async compute(request: ComparisonRequest, signal: AbortSignal | undefined): Promise<Comparison> {
    while (this.#running >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running++;
    try {
      return await this.#run(request, signal);
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #run(request: ComparisonRequest, signal: AbortSignal | undefined): Promise<Comparison> {
    const cancelled = () => new LabError('Cancelled', 'The comparison was cancelled.');
    if (signal?.aborted) throw cancelled();
    const input = comparisonInput(this.#reader, request);
    const task = this.#pool.run({ kind: 'comparison', input }, () => {});
    const end = () => task.end(cancelled());
    signal?.addEventListener('abort', end, { once: true });
    try {
      const reply = await task.done;
      if (reply.kind === 'compared') return reply.comparison;
      if (reply.kind === 'failed') throw LabError.fromData(reply.error);
      throw new LabError('Internal', `The worker answered ${reply.kind} to a comparison.`);
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
