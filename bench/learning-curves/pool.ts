import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Entry, SeedResult } from './entry.ts';

/** All seeds of an entry, as many at once as there are cores; the order is that of the seeds. */
export async function trainSeeds({ id, seeds }: Entry): Promise<readonly SeedResult[]> {
  const results: SeedResult[] = [];
  const waiting = seeds.map((seed, index) => ({ seed, index }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results[next.index] = await inWorker(id, next.seed);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), seeds.length) }, work));
  return results;
}

function inWorker(id: string, seed: number): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { id, seed } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The training of seed ${seed} ended with code ${code}.`)));
  });
}
