import { expect, test } from 'vitest';
import { algorithms, maxEntDefaults } from '../contract/algorithms.ts';
import { fromWire, type LabClient } from '../contract/index.ts';
import { continuousExamples, type EnvironmentSpec, openEnvironment } from '../environments/index.ts';
import { hosts, openTestCore } from './testing/fixture.ts';

async function failure(call: Promise<unknown>): Promise<{ code: string; where: string | null }> {
  try {
    await call;
  } catch (thrown) {
    const { code, where } = fromWire(thrown);
    return { code, where };
  }
  throw new Error('the call was expected to fail');
}

const specOf = (id: string) => continuousExamples.find((example) => example.id === id)!.spec;

/** One take with always the same actions, as a page records it; the environment as the page steps it. */
async function record(client: LabClient, spec: EnvironmentSpec) {
  const { id: environmentId } = await client.environments.create({ name: spec.kind, spec });
  const source = { kind: 'person', name: 'Ada', device: 'mouse' } as const;
  const { sessionId } = await client.recording.open({ environmentId, source, seed: 11 });
  const take = await client.recording.begin({ sessionId });
  const { environment } = await openEnvironment(spec);
  const { observationWidth: w, actionWidth: v } = environment;
  const steps = 12;
  const observations = new Float32Array((steps + 1) * w);
  const actions = Float32Array.from({ length: steps * v }, (_, i) => (i % 3) / 4 - 0.25);
  const rewards = new Float64Array(steps);
  observations.set(environment.reset(take.seed));
  for (let t = 0; t < steps; t++) {
    const result = environment.step(actions.subarray(t * v, (t + 1) * v));
    observations.set(result.observation, (t + 1) * w);
    rewards[t] = result.reward;
  }
  await client.recording.append({
    id: take.id,
    from: 0,
    observations: observations.slice(0, steps * w),
    actions,
    rewards,
    times: Float32Array.from(rewards, (_, t) => 50 * t),
    finalObservation: observations.slice(steps * w),
  });
  const row = await client.recording.keep({ id: take.id, cadence: null });
  return { environmentId, row, observations, actions, rewards };
}

test.each(Object.entries(hosts))(
  'continuous worlds are recorded over the %s host, MuJoCo among them',
  async (_, connect) => {
    const { core } = openTestCore();
    const client = await connect(core);
    for (const id of ['navigation', 'Reacher-v5']) {
      const { row, observations, actions, rewards } = await record(client, specOf(id));
      expect(row).toMatchObject({ length: 12, truncated: true, status: 'kept' });
      const { finalObservation, ...steps } = await client.demonstrations.steps({
        id: row.id,
        from: 0,
        count: 100,
      });
      const width = observations.length / 13;
      expect(steps).toMatchObject({ observations: observations.slice(0, 12 * width), actions, rewards });
      expect(finalObservation).toEqual(observations.slice(12 * width));
      const [path] = await client.demonstrations.paths({ ids: [row.id], maxSteps: 3 });
      expect(path.observations).toEqual(observations.slice(0, 4 * width));
    }
    expect(await client.lab.check({})).toEqual({ demonstrationsReplayed: 2, problems: [] });
  },
);

test('the lab reopens with takes of worlds that this process has not loaded, and keeps them', async () => {
  const { core, labPath } = openTestCore();
  const client = await hosts.direct(core);
  const { environmentId, row } = await record(client, specOf('Hopper-v5'));
  await core.close();
  const again = await hosts.direct(openTestCore(labPath).core);
  const source = {
    kind: 'expert',
    expert: 'scripted',
    script: 'random',
    noise: 0,
    temperature: 1,
    discount: 0.9,
  } as const;
  const { ids } = await again.recording.expert({ environmentId, source, episodes: 2, seed: 1 });
  const dataset = await again.datasets.create({ name: 'All', demonstrationIds: [row.id, ...ids] });
  expect(dataset.demonstrations).toBe(3);
  expect((await again.demonstrations.trim({ id: row.id, length: 5 })).length).toBe(5);
  expect((await again.lab.check({})).problems).toEqual([]);

  // 17 numbers a row, 1001 rows: an answer has room for few of them.
  const cheetah = await again.environments.create({ name: 'C', spec: specOf('HalfCheetah-v5') });
  const long = await again.recording.expert({ environmentId: cheetah.id, source, episodes: 1, seed: 1 });
  const many = Array<string>(250).fill(long.ids[0]);
  expect(await failure(again.demonstrations.paths({ ids: many, maxSteps: 2000 }))).toEqual({
    code: 'InvalidInput',
    where: 'ids',
  });
  expect(await again.demonstrations.paths({ ids: many, maxSteps: 10 })).toHaveLength(250);

  // What needs states that can be counted says so.
  const { id: datasetId } = dataset;
  const settings = maxEntDefaults();
  expect(
    await failure(
      again.runs.create({ spec: { algorithm: 'maxent-irl', environmentId, datasetId, settings, seed: 0 } }),
    ),
  ).toEqual({ code: 'InvalidInput', where: 'spec.environmentId' });
  expect(await failure(again.comparisons.compute({ datasetId, runIds: [] }))).toMatchObject({
    code: 'InvalidInput',
  });
  const create = (spec: object) =>
    failure(again.environments.create({ name: 'X', spec: spec as EnvironmentSpec }));
  expect(await create({ kind: 'cloth-folding' })).toEqual({ code: 'InvalidInput', where: 'spec.kind' });
  expect(await create({ ...specOf('navigation'), goal: { x: 99, y: 0 } })).toEqual({
    code: 'InvalidInput',
    where: 'spec.goal',
  });
  expect(await create({ ...specOf('navigation'), halfWidth: Number.NaN })).toEqual({
    code: 'InvalidInput',
    where: 'spec.halfWidth',
  });
  expect(
    await failure(again.environments.update({ id: environmentId, spec: specOf('Reacher-v5') })),
  ).toMatchObject({ code: 'Conflict' });
});

test('what a run learned records demonstrations, the same for the same seed', async () => {
  const client = await hosts.direct(openTestCore().core);
  const spec = specOf('Pendulum-v1');
  const { id: environmentId } = await client.environments.create({ name: 'Pendulum', spec });
  const settings = { ...algorithms['soft-actor-critic'].defaults(), totalSteps: 200, warmupSteps: 100 };
  const { id: runId } = await client.runs.create({
    spec: { algorithm: 'soft-actor-critic', environmentId, sourceRunId: null, settings, seed: 1 },
  });
  const source = { kind: 'expert', expert: 'policy', runId, choosing: 'sample' } as const;
  const request = { environmentId, source, episodes: 2, seed: 1 };
  expect(await failure(client.recording.expert(request))).toMatchObject({ code: 'Conflict' });
  for (;;) {
    const { status } = await client.runs.get({ id: runId });
    if (status === 'finished') break;
    expect(['queued', 'running']).toContain(status);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  const hashes = async () => {
    const { ids } = await client.recording.expert(request);
    return Promise.all(ids.map(async (id) => (await client.demonstrations.get({ id })).contentHash));
  };
  expect(await hashes()).toEqual(await hashes());
  expect(await client.lab.check({})).toEqual({ demonstrationsReplayed: 4, problems: [] });
}, 60_000);
