/** Answers the newest request: small ones at once, large ones in a worker; what is overtaken is never shown. */
import { LabError, type LabErrorData } from '../../../../core/base/errors.ts';
import { type MessageRequest, type Messages, solveMessages, solveSize } from './messages.ts';

/** About 10 ms of work; below 30 on a slow machine. */
export const atOnce = 300_000;

type Answer =
  | { readonly ok: true; readonly solved: Messages }
  | { readonly ok: false; readonly error: LabErrorData };

export interface MessageWorker {
  postMessage(request: MessageRequest): void;
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

interface Job {
  readonly request: MessageRequest;
  readonly resolve: (solved: Messages | null) => void;
  readonly reject: (error: LabError) => void;
}

export class MessageSolver {
  readonly #makeWorker: () => MessageWorker;
  #worker: MessageWorker | null = null;
  /** What the worker is at, and what it does next. */
  #running: Job | null = null;
  #next: Job | null = null;

  constructor(makeWorker: () => MessageWorker) {
    this.#makeWorker = makeWorker;
  }

  /** The messages; null when a newer request has taken this one's place. */
  async solve(request: MessageRequest): Promise<Messages | null> {
    this.#next?.resolve(null);
    this.#next = null;
    this.#running?.resolve(null);
    if (solveSize(request) <= atOnce) return solveMessages(request);
    return new Promise((resolve, reject) => {
      this.#next = { request, resolve, reject };
      if (!this.#running) this.#start();
    });
  }

  dispose(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#running?.resolve(null);
    this.#next?.resolve(null);
    this.#running = null;
    this.#next = null;
  }

  #start(): void {
    const job = this.#next;
    this.#running = job;
    this.#next = null;
    if (!job) return;
    this.#worker ??= this.#makeWorker();
    this.#worker.onmessage = ({ data }) => {
      if (data.ok) job.resolve(data.solved);
      else job.reject(LabError.fromData(data.error));
      this.#start();
    };
    this.#worker.onerror = (event) => {
      job.reject(new LabError('Internal', event.message || 'The solver stopped.'));
      this.#worker?.terminate();
      this.#worker = null;
      this.#start();
    };
    this.#worker.postMessage(job.request);
  }
}

/** The page's worker. */
export const pageWorker = (): MessageWorker =>
  new Worker(new URL('./messages.worker.ts', import.meta.url), {
    type: 'module',
  }) as unknown as MessageWorker;
