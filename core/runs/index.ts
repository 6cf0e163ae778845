/** Runs: the queue, its worker threads, progress, cancelling, checkpoints, resuming. */
import type { LabEvent } from '../contract/index.ts';
import type { LabReader, LabWriter } from '../store/api.ts';
import { Comparisons } from './comparisons.ts';
import { defaultWorkerEntry } from './entry.ts';
import { RunManager } from './manager.ts';
import { WorkerPool } from './pool.ts';

/**
 * The queue of runs over an open lab. Runs that the file says are running belong to a process that is gone, and become
 * `interrupted`; queued ones wait for `start`, or for the next run that is made or resumed.
 *
 * @param options.workers runs that move at once, at least 1
 */
export function createRunManager(options: {
  readonly writer: LabWriter;
  readonly workers: number;
  readonly now: () => number;
  readonly onEvent: (event: LabEvent) => void;
}): RunManager {
  const { writer, workers, now, onEvent } = options;
  return new RunManager({
    writer,
    pool: new WorkerPool(defaultWorkerEntry()),
    concurrent: Math.max(1, workers),
    pace: { progress: 100, reward: 200, checkpoint: 1000 },
    // Cancelling is prompt; pausing and closing rather wait for the iteration under way than lose it.
    grace: { cancelled: 100, paused: 2000, interrupted: 1000 },
    now,
    onEvent,
  });
}

/** Comparisons over an open lab, computed in worker threads. */
export const createComparisons = (reader: LabReader): Comparisons =>
  new Comparisons(reader, defaultWorkerEntry());

export { Behaviour } from './behaviour/index.ts';
export type { Comparisons } from './comparisons.ts';
export { type PaceSample, remainingMs } from './eta.ts';
export { RunManager, type RunManagerOptions } from './manager.ts';
export { appVersion, runVersions } from './versions.ts';
