/** Solves the newest request: small ones at once, large ones in a worker, and what is overtaken is never shown. */
import { LabError, type LabErrorData } from '../../../../core/base/errors.ts';
import { type SolvedPolicy, type SolveRequest, solvePolicy, solveSize } from './solve.ts';

/** About 20 ms of work. */
const atOnce = 500_000;

type Answer =
  | { readonly ok: true; readonly solved: SolvedPolicy }
  | { readonly ok: false; readonly error: LabErrorData };

export interface SolveWorker {
  postMessage(request: SolveRequest): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  terminate(): void;
}

export class PolicySolver {
  #makeWorker: () => SolveWorker;
  #worker: SolveWorker | null = null;
  #busy: { reject: (error: LabError) => void } | null = null;
  #next: {
    request: SolveRequest;
    resolve: (solved: SolvedPolicy) => void;
    reject: (error: unknown) => void;
  } | null = null;

  constructor(makeWorker: () => SolveWorker) {
    this.#makeWorker = makeWorker;
  }

  /** The policy; rejects with `Cancelled` when a newer request overtakes this one. */
  solve(request: SolveRequest): Promise<SolvedPolicy> {
    this.#next?.reject(overtaken());
    this.#next = null;
    if (solveSize(request) <= atOnce) {
      this.#busy?.reject(overtaken());
      this.#busy = null;
      return new Promise((resolve) => resolve(solvePolicy(request)));
    }
    return new Promise((resolve, reject) => {
      this.#next = { request, resolve, reject };
      this.#start();
    });
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#busy = null;
    this.#running = false;
  }

  #running = false;

  #start(): void {
    const job = this.#next;
    if (this.#running || !job) return;
    this.#next = null;
    this.#running = true;
    this.#worker ??= this.#makeWorker();
    this.#busy = job;
    this.#worker.onmessage = ({ data }) => {
      this.#running = false;
      this.#busy = null;
      if (this.#next) job.reject(overtaken());
      else if (data.ok) job.resolve(data.solved);
      else job.reject(LabError.fromData(data.error));
      this.#start();
    };
    this.#worker.postMessage(job.request);
  }
}

const overtaken = () => new LabError('Cancelled', 'A newer setting took its place.');

/** The page's worker. */
export const pageWorker = (): SolveWorker =>
  new Worker(new URL('./solve.worker.ts', import.meta.url), { type: 'module' }) as unknown as SolveWorker;
