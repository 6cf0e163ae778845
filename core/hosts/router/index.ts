/** The whole contract over one open lab. Every host serves exactly this router. */
import { procedures } from './base.ts';
import { comparisonsRouter } from './comparisons.ts';
import { datasetsRouter } from './datasets.ts';
import { demonstrationsRouter } from './demonstrations.ts';
import { environmentsRouter } from './environments.ts';
import { labRouter } from './lab.ts';
import { recordingRouter } from './recording.ts';
import { runsRouter } from './runs.ts';
import type { Services } from './services.ts';

/** Thin procedures over the services of a lab; one that is missing does not compile. */
export function createRouter(services: Services) {
  return procedures.router({
    lab: labRouter(services),
    environments: environmentsRouter(services),
    recording: recordingRouter(services),
    demonstrations: demonstrationsRouter(services),
    datasets: datasetsRouter(services),
    runs: runsRouter(services),
    comparisons: comparisonsRouter(services),
  });
}

export type LabRouter = ReturnType<typeof createRouter>;
export { LabEvents } from './events.ts';
export type { Services } from './services.ts';
