import { expect, test } from 'vitest';
import { fromWire, type LabClient, type LabEvent, type Run } from '../contract/index.ts';
import { createEnvironment } from '../environments/index.ts';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import { hosts, openTestCore, smallWorld } from './testing/fixture.ts';

/** What a call fails with, as a page sees it. */
async function failure(call: Promise<unknown>): Promise<{ code: string; where: string | null }> {
  try {
    await call;
  } catch (thrown) {
    const { code, where } = fromWire(thrown);
    return { code, where };
  }
  throw new Error('the call was expected to fail');
}

/** Records one take with always the same actions. */
async function record(client: LabClient, environmentId: string) {
  const source = { kind: 'person', name: 'Ada', device: 'keyboard' } as const;
  const { sessionId } = await client.recording.open({ environmentId, source, seed: 11 });
  const take = await client.recording.begin({ sessionId });
  const { environment } = createEnvironment(smallWorld);
  let observation = environment.reset(take.seed)[0];
  const observations: number[] = [];
  const rewards: number[] = [];
  const actions = [1, 1, 2, 2, 1];
  for (const action of actions) {
    observations.push(observation);
    const step = environment.step([action]);
    rewards.push(step.reward);
    observation = step.observation[0];
  }
  await client.recording.append({
    id: take.id,
    from: 0,
    observations: Int32Array.from(observations),
    actions: Int32Array.from(actions),
    rewards: Float64Array.from(rewards),
    times: Float32Array.from(actions, (_, i) => 100 * i),
    finalObservation: Int32Array.of(observation),
  });
  return client.recording.keep({ id: take.id, cadence: null });
}

async function finished(client: LabClient, id: string): Promise<Run> {
  for (;;) {
    const run = await client.runs.get({ id });
    if (run.status !== 'queued' && run.status !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A stretch of work that touches every domain; everything that it was answered. */
async function scenario(client: LabClient): Promise<unknown[]> {
  const events: LabEvent[] = [];
  const stop = new AbortController();
  const stream = await client.lab.events({}, { signal: stop.signal });
  const listening = (async () => {
    for await (const event of stream) events.push(event);
  })().catch(() => {});

  const environment = await client.environments.create({ name: '  Meadow ', spec: smallWorld });
  const demonstration = await record(client, environment.id);
  const steps = await client.demonstrations.steps({ id: demonstration.id, from: 1, count: 100 });
  const paths = await client.demonstrations.paths({ ids: [demonstration.id], maxSteps: 3 });
  const dataset = await client.datasets.create({ name: 'One', demonstrationIds: [demonstration.id] });
  const queued = await client.runs.create({
    spec: {
      algorithm: 'soft-solve',
      environmentId: environment.id,
      sourceRunId: null,
      settings: softSolveDefaults(),
      seed: 0,
    },
  });
  const run = await finished(client, queued.id);
  const policy = await client.runs.policy({ id: run.id, from: 0, count: 1_000 });
  const reward = await client.runs.reward({ id: run.id });
  const metrics = await client.runs.metrics({ id: run.id, after: -1 });
  await client.lab.writeState({ key: 'screen', value: '"infer"' });
  const answers = [
    environment,
    demonstration,
    steps,
    paths,
    dataset,
    run,
    policy,
    reward,
    metrics,
    await client.lab.readState({}),
    await client.lab.check({}),
    (await client.lab.info({})).counts,
    await client.demonstrations.list({ filter: {}, page: {} }),
    await client.runs.list({}),
    await failure(client.environments.get({ id: 'environment_0000000000000000' })),
    await failure(client.environments.get({ id: 'nonsense' })),
    await failure(client.environments.create({ name: 'Bad', spec: { ...smallWorld, cells: [0] } })),
    await failure(client.environments.create({ name: 'Bad', spec: { ...smallWorld, slip: Number.NaN } })),
    await failure(client.datasets.create({ name: '', demonstrationIds: [demonstration.id] })),
    await failure(client.runs.resume({ id: run.id })),
  ];
  stop.abort();
  await listening;
  const topics = new Set(events.map((event) => (event.type === 'changed' ? event.topic : 'progress')));
  return [...answers, [...topics].sort()];
}

/** Ids by order of appearance and times as zero: what may differ between two labs. */
function normalised(answers: unknown[]): unknown {
  const names = new Map<string, string>();
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string' && /^[a-z]+_[0-9a-z]{16}$/.test(value)) {
      if (!names.has(value)) names.set(value, `id${names.size}`);
      return names.get(value);
    }
    if (typeof value === 'number' && /(At|bytes)$/.test(key)) return 0;
    if (Array.isArray(value)) return value.map((item) => walk(item, ''));
    if (ArrayBuffer.isView(value) || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, walk(item, k)]));
  };
  return walk(answers, '');
}

test('the same work over every host is answered the same, bit for bit', async () => {
  const answers: Record<string, unknown> = {};
  for (const [name, connect] of Object.entries(hosts)) {
    const { core } = openTestCore();
    const got = await scenario(await connect(core));
    expect(got.slice(-7), name).toEqual([
      { code: 'NotFound', where: expect.stringContaining('environment_') },
      { code: 'InvalidInput', where: 'id' },
      { code: 'InvalidInput', where: expect.stringMatching(/^spec\.cells/) },
      { code: 'InvalidInput', where: 'spec.slip' },
      { code: 'InvalidInput', where: 'name' },
      { code: 'Conflict', where: null },
      ['datasets', 'demonstrations', 'environments', 'progress', 'runs'],
    ]);
    answers[name] = normalised(got);
  }
  expect(answers.socket).toEqual(answers.direct);
  expect(answers.port).toEqual(answers.direct);
}, 20_000);
