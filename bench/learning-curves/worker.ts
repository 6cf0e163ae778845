/** A worker thread of the learning curves: trains the seed that it is given and answers with what it came to. */
import { parentPort, workerData } from 'node:worker_threads';
import { entries } from './entries.ts';
import { train } from './train.ts';

const { id, seed } = workerData as { id: string; seed: number };
const entry = entries.find((one) => one.id === id);
if (entry === undefined) throw new Error(`There is no entry ${id}.`);
parentPort?.postMessage(await train(entry, seed));
