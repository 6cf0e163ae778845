/** The lab file: its readers, its writers, and how it is opened. */
export type * from './api.ts';
export { contentHash, datasetHash } from './content-hash.ts';
export { openLab } from './open.ts';
