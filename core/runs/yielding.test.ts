import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const program = (platform: string) => `
  import { getPriority } from 'node:os';
  import { parentPort } from 'node:worker_threads';
  import { yieldToPeople } from '${new URL('yielding.ts', import.meta.url)}';
  const before = getPriority();
  yieldToPeople('${platform}');
  parentPort.postMessage([before, getPriority()]);
`;

const inThread = async (platform: string): Promise<[number, number]> => {
  const code = `data:text/javascript,${encodeURIComponent(program(platform))}`;
  const worker = new Worker(new URL(code), { execArgv: [] });
  const priorities = await new Promise<[number, number]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  return priorities;
};

test.runIf(process.platform === 'linux')('a training thread yields, and its process does not', async () => {
  const own = getPriority();
  const [before, after] = await inThread('linux');
  expect(after).toBeGreaterThan(before);
  expect(getPriority()).toBe(own);
});

test('where priorities are those of processes, nothing is touched', async () => {
  const [before, after] = await inThread('win32');
  expect(after).toBe(before);
});
