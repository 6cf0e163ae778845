import { Worker } from 'node:worker_threads';
import { asLabError, LabError } from '../base/errors.ts';
import { isLast, type Reply, type Task } from './protocol.ts';

/** A task under way in a worker thread. */
export interface TaskHandle {
  /** Resolves with the last reply; rejects with a {@link LabError} when the worker died or was ended. */
  readonly done: Promise<Reply>;
  /** Ends the worker at once; `done` rejects with the given error. */
  end(why: LabError): void;
}

/**
 * Worker threads, started when first needed and kept warm between tasks. A worker that dies takes one task with it
 * and is replaced at the next.
 */
export class WorkerPool {
  readonly #entry: URL;
  readonly #idle = new Set<Worker>();
  readonly #all = new Set<Worker>();
  #closed = false;

  constructor(entry: URL) {
    this.#entry = entry;
  }

  /** Starts a task on an idle worker, or on a new one. How many run at once is the caller's to bound. */
  run(task: Task, onReply: (reply: Reply) => void): TaskHandle {
    if (this.#closed) throw new LabError('Cancelled', 'The core process is shutting down.');
    const worker = this.#take();
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    // A task that nobody waits for yet must not bring the process down when it fails.
    promise.catch(() => {});
    let why: LabError | null = null;

    const settle = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (reply: Reply) => {
      if (!isLast(reply)) {
        onReply(reply);
        return;
      }
      settle();
      this.#rest(worker);
      resolve(reply);
    };
    const died = (cause: unknown) => {
      settle();
      this.#forget(worker);
      reject(why ?? workerDied(cause));
    };
    const onError = (error: unknown) => died(error);
    const onExit = (code: number) => died(new Error(`it exited with code ${code}`));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.ref();
    worker.postMessage(task);
    const end = (error: LabError) => {
      why ??= error;
      void worker.terminate();
    };
    return { done: promise, end };
  }

  /** Ends every worker, busy or not. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #take(): Worker {
    const warm = this.#idle.values().next();
    if (!warm.done) {
      this.#idle.delete(warm.value);
      return warm.value;
    }
    // The parent's loaders and flags are not the worker's business.
    const worker = new Worker(this.#entry, { execArgv: [], name: 'apprentice-run' });
    this.#all.add(worker);
    worker.on('exit', () => this.#forget(worker));
    // An idle worker that fails is simply not there any more at the next task.
    worker.on('error', () => this.#forget(worker));
    return worker;
  }

  #rest(worker: Worker): void {
    if (!this.#all.has(worker)) return;
    worker.unref();
    this.#idle.add(worker);
  }

  #forget(worker: Worker): void {
    this.#idle.delete(worker);
    this.#all.delete(worker);
  }
}

function workerDied(cause: unknown): LabError {
  return new LabError('BackendGone', `The worker thread died: ${asLabError(cause).message}.`, {
    kept: 'Everything up to the last checkpoint.',
    remedy: 'Resume the run; it goes on from there.',
    cause,
  });
}
