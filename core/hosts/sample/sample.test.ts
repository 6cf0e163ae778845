import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDirectClient } from '../direct/index.ts';
import { createSampleLab, ensureSampleLab } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the sample holds, without ids and times. */
async function contents(labPath: string) {
  const { client, core, close } = createDirectClient({ labPath, mode: 'open', workers: 1, now: Date.now });
  const info = await client.lab.info({});
  const { rows } = await client.demonstrations.list({ filter: {}, page: { limit: 500 }, order: 'oldest' });
  const datasets = await client.datasets.list({});
  const dataset = datasets.find(({ name }) => name === 'Walks through the meadow')!;
  const [run] = await client.runs.list({});
  const reward = await client.runs.reward({ id: run.id });
  const policy = await client.runs.policy({ id: run.id, from: 0, count: 1_000 });
  const check = await client.lab.check({});
  await close();
  return {
    core,
    dataset,
    run,
    info,
    check,
    same: {
      hashes: rows.map((row) => row.contentHash),
      datasets: datasets.map(({ name, contentHash }) => [name, contentHash]),
      diagnostics: run.diagnostics,
      reward: { ...reward, runId: '' },
      policy: { ...policy, runId: '' },
    },
  };
}

test('the sample lab is whole, sound, and the same every time', async () => {
  const paths = [join(folder, 'one.lab'), join(folder, 'two.lab')];
  for (const path of paths) await createSampleLab(path);
  const [one, two] = [await contents(paths[0]), await contents(paths[1])];
  expect(one.info).toMatchObject({ sample: true, counts: { demonstrations: 48, datasets: 2, runs: 1 } });
  expect(one.info.counts.environments).toBeGreaterThanOrEqual(5);
  expect(one.dataset.demonstrations).toBe(40);
  expect(one.run).toMatchObject({ status: 'finished', diagnostics: { converged: true } });
  expect(one.check).toEqual({ demonstrationsReplayed: 48, problems: [] });
  expect(new Set(one.same.hashes).size).toBeGreaterThan(10);
  expect(two.same).toEqual(one.same);
});

test('it is made once, complete, and never over an existing file', async () => {
  const home = join(folder, 'home');
  const path = await ensureSampleLab(home);
  const before = statSync(path).ino;
  expect(await ensureSampleLab(home)).toBe(path);
  expect(statSync(path).ino).toBe(before);
  expect(readdirSync(home).filter((name) => name.includes(String(process.pid)))).toEqual([]);
  await expect(createSampleLab(path)).rejects.toMatchObject({ code: 'Conflict' });
  expect(existsSync(path)).toBe(true);
});
