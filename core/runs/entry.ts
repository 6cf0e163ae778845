import { existsSync } from 'node:fs';

/**
 * Where the worker's entry lies: beside this source when Node runs the TypeScript; in a bundle `worker.js`, beside the
 * file this code ended up in, or one folder up when that is a shared chunk.
 *
 * @param here `import.meta.url` of the caller's module
 * @param exists whether a file URL names a file
 */
export function workerEntry(here: string, exists: (url: URL) => boolean): URL {
  if (here.endsWith('.ts')) return new URL('worker.ts', here);
  const beside = new URL('worker.js', here);
  return exists(beside) ? beside : new URL('../worker.js', here);
}

export const defaultWorkerEntry = (): URL => workerEntry(import.meta.url, existsSync);
