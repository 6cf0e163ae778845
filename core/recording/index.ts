/** Recording: takes committed while they are played, accepted only when they replay; scripted experts; checks. */
export { contentHash, datasetHash } from '../store/content-hash.ts';
export type { LabCheck, PolicyOf, Recorder, RecorderOptions } from './api.ts';
export { appendAll } from './append-all.ts';
export { cadence } from './cadence.ts';
export { checkLab } from './check-lab.ts';
export { type EnvironmentCache, environmentCache } from './environment-cache.ts';
export { expertPolicy } from './expert-policy.ts';
export { createRecorder } from './recorder.ts';
export { verifyEpisode } from './verify-episode.ts';
