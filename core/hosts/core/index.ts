/** One open lab with everything around it: what each host starts, serves and closes. */
import { availableParallelism } from 'node:os';
import type { LabInfo } from '../../contract/index.ts';
import { createRecorder } from '../../recording/index.ts';
import { Behaviour, createComparisons, createRunManager, runVersions } from '../../runs/index.ts';
import type { OpenLabOptions } from '../../store/api.ts';
import { openLab } from '../../store/index.ts';
import { createRouter, LabEvents, type LabRouter, type Services } from '../router/index.ts';

export interface CoreOptions {
  readonly labPath: string;
  readonly mode: OpenLabOptions['mode'];
  readonly host: LabInfo['host'];
  /** Runs that move at once. */
  readonly workers: number;
  /** What happens to runs that an earlier session left queued. */
  readonly queued: 'start' | 'leave';
  readonly now: () => number;
}

export interface Core {
  readonly services: Services;
  readonly router: LabRouter;
  /** Stops runs after a last checkpoint, ends the event streams, gives the file back. Closing twice is harmless. */
  close(): Promise<void>;
}

/**
 * Runs that move at once: all cores but one, which stays free for the page and the core process; on two cores both, as
 * several seeds of a run should not wait for each other. Training yields to whoever records: see `core/runs/yielding.ts`.
 */
export const workersFor = (cores: number): number => Math.min(cores, Math.max(2, cores - 1));
export const defaultWorkers = (): number => workersFor(availableParallelism());

/** Opens a lab file and everything that serves it. */
export function openCore(options: CoreOptions): Core {
  const { labPath, mode, host, workers, queued, now } = options;
  const lab = openLab({ path: labPath, mode, now });
  try {
    const events = new LabEvents();
    const runs = createRunManager({
      writer: lab.writer,
      workers,
      now,
      onEvent: (event) => events.publish(event),
    });
    const comparisons = createComparisons(lab.reader);
    const behaviour = new Behaviour(lab.reader);
    const services: Services = {
      lab,
      host,
      versions: runVersions(),
      recorder: createRecorder({ writer: lab.writer, policyOf: (runId) => behaviour.load(runId) }),
      runs,
      events,
      comparisons,
      behaviour,
    };
    const router = createRouter(services);
    if (queued === 'start') runs.start();
    let closing: Promise<void> | null = null;
    const close = async () => {
      await Promise.all([runs.close(), comparisons.close()]);
      events.close();
      lab.close();
    };
    return { services, router, close: () => (closing ??= close()) };
  } catch (error) {
    lab.close();
    throw error;
  }
}
