import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromWire } from '../contract/index.ts';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import { directClient } from './direct/index.ts';
import { fileNameOf } from './router/export-comparison.ts';
import { createSampleLab } from './sample/index.ts';
import { openTestCore, scratchFolder } from './testing/fixture.ts';

test('runs are compared in a worker, the same each time, and exported', async () => {
  const path = join(scratchFolder(), 'sample.lab');
  await createSampleLab(path);
  const { core } = openTestCore(path);
  const client = directClient(core.router);
  const [dataset] = await client.datasets.list({});
  const [learned] = await client.runs.list({});
  const queued = await client.runs.create({
    name: 'Its own reward, solved',
    spec: {
      algorithm: 'soft-solve',
      environmentId: dataset.environmentId,
      sourceRunId: learned.id,
      settings: { ...softSolveDefaults(), reward: 'recovered' },
      seed: 1,
    },
  });
  await core.services.runs.settled(queued.id);
  const request = { datasetId: dataset.id, runIds: [learned.id, queued.id], seed: 4, rollouts: 20 };
  const comparison = await client.comparisons.compute(request);
  expect(comparison.runIds).toEqual(request.runIds);
  expect(comparison.rows.map(({ subject }) => subject.kind)).toEqual(
    expect.arrayContaining(['run', 'run', 'random', 'true-reward']),
  );
  const [first] = comparison.rows;
  // Held-out demonstrations alone judge a run that held some out: 20 % of 40.
  expect(first.logLikelihood.n).toBeLessThanOrEqual(40);
  expect(first.returns.length).toBe(20);
  expect(await client.comparisons.compute(request)).toEqual(comparison);

  const json = await client.comparisons.export({ request, format: 'json' });
  expect(json).toMatchObject({ mediaType: 'application/json', fileName: expect.stringMatching(/\.json$/) });
  expect(JSON.parse(json.text).rows.length).toBe(comparison.rows.length);
  const csv = await client.comparisons.export({ request, format: 'csv' });
  expect(csv.text.split('\n').length).toBeGreaterThan(comparison.rows.length);
  const html = await client.comparisons.export({ request, format: 'html' });
  expect(html.text).toContain('<svg');
  expect(html.text).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);

  const saved = await client.comparisons.save({ name: 'Two', request });
  expect(await client.comparisons.list({})).toEqual([saved]);
  await client.comparisons.remove({ ids: [saved.id] });
  expect(await client.comparisons.list({})).toEqual([]);
  await client.comparisons.restore({ ids: [saved.id] });
  expect(await client.comparisons.list({})).toEqual([saved]);
});

test('an aborted comparison is Cancelled; the next one works', async () => {
  const path = join(scratchFolder(), 'sample.lab');
  await createSampleLab(path);
  const { core } = openTestCore(path);
  const client = directClient(core.router);
  const [dataset] = await client.datasets.list({});
  const request = { datasetId: dataset.id, runIds: [], seed: 0, rollouts: 10 };
  const abort = new AbortController();
  const call = client.comparisons.compute({ ...request, rollouts: 10_000 }, { signal: abort.signal });
  const code = call.catch((thrown: unknown) => fromWire(thrown).code);
  abort.abort();
  expect(await code).toBe('Cancelled');
  expect((await client.comparisons.compute(request)).rows.length).toBeGreaterThan(0);
  // More at once than there are workers: all are answered, and alike.
  const many = await Promise.all(Array.from({ length: 5 }, () => client.comparisons.compute(request)));
  for (const each of many) expect(each).toEqual(many[0]);
});

test.each([
  ['Walks through the meadow', 'walks-through-the-meadow.csv'],
  ['Ünïcode / .. \\ path', 'unicode-path.csv'],
  ['///', 'comparison.csv'],
])('the file of %j is called %s', (title, name) => {
  expect(fileNameOf(title, 'csv')).toBe(name);
});
