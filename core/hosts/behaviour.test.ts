/** What a run learned, asked for through the contract: draws, episodes, values. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { algorithms, type LabClient, type Run, type RunSpec } from '../contract/index.ts';
import { createContinuousEnvironment, replayEpisode } from '../environments/index.ts';
import { createDirectClient, type DirectHost } from './direct/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'behaviour-'));
let host: DirectHost;
let client: LabClient;
let environmentId: string;
let learned: Run;

async function finished(spec: RunSpec): Promise<Run> {
  const { id } = await client.runs.create({ spec });
  for (;;) {
    const run = await client.runs.get({ id });
    if (run.status !== 'queued' && run.status !== 'running') {
      expect(run).toMatchObject({ status: 'finished', error: null });
      return run;
    }
    await setTimeout(50);
  }
}

beforeAll(async () => {
  host = createDirectClient({
    labPath: join(folder, 'a.lab'),
    mode: 'create',
    workers: 2,
    now: Date.now,
  });
  client = host.client;
  const row = await client.environments.create({
    name: 'Room',
    spec: {
      kind: 'navigation',
      halfWidth: 5,
      obstacles: [],
      goal: { x: 3.5, y: 3.5 },
      goalRadius: 0.4,
      start: { x: -3.5, y: -3.5 },
      startSpread: 0.5,
      ending: 'time-limit',
      maxSteps: 20,
    },
  });
  environmentId = row.id;
  const source = {
    kind: 'expert',
    expert: 'scripted',
    script: 'shortest-way',
    noise: 0.2,
    temperature: 1,
    discount: 0.99,
  } as const;
  const { ids } = await client.recording.expert({ environmentId, source, episodes: 4, seed: 1 });
  const dataset = await client.datasets.create({ name: 'Walks', demonstrationIds: ids });
  const settings = {
    ...algorithms['guided-cost-learning'].defaults(),
    maxIterations: 3,
    episodes: 2,
    policyWidth: 8,
  };
  const spec = {
    algorithm: 'guided-cost-learning',
    environmentId,
    datasetId: dataset.id,
    settings,
    seed: 3,
  } as const;
  learned = await finished(spec);
}, 120_000);

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

test('artifacts name what they are, and keep their bytes to themselves', async () => {
  expect(learned.diagnostics).toMatchObject({ kind: 'sampled', iterations: 3 });
  const reward = await client.runs.reward({ id: learned.id });
  expect(reward).toEqual({ kind: 'function', runId: learned.id, iteration: 3, inputs: 'state' });
  const policy = await client.runs.policy({ id: learned.id, from: 0, count: 1 });
  expect(policy).toEqual({
    kind: 'function',
    runId: learned.id,
    iteration: 3,
    family: 'squashed-gaussian',
  });
});

test('episodes are real: actions and seed replay them, and they start where a demonstration of that seed did', async () => {
  const seeds = [7, 8];
  const played = await client.runs.rollouts({ id: learned.id, seeds, choosing: 'sample' });
  const again = await client.runs.rollouts({ id: learned.id, seeds, choosing: 'sample' });
  expect(again).toEqual(played);
  const { spec } = await client.environments.get({ id: environmentId });
  for (const episode of played) {
    const environment = createContinuousEnvironment(spec as never);
    expect(replayEpisode(environment, episode.seed, episode.actions)).toEqual(episode);
  }
  const [quiet] = await client.runs.rollouts({ id: learned.id, seeds: [7], choosing: 'mode' });
  expect(quiet.observations.slice(0, 4)).toEqual(played[0].observations.slice(0, 4));
  expect(quiet.actions).not.toEqual(played[0].actions);
  const [other] = await client.runs.rollouts({ id: learned.id, seeds: [7], choosing: 'sample', draw: 1 });
  expect(other.observations.slice(0, 4)).toEqual(played[0].observations.slice(0, 4));
  expect(other.actions).not.toEqual(played[0].actions);
});

test('the reward answers for any state, and the policy for any observation; other widths are refused', async () => {
  const observations = Float32Array.of(0, 0, 0, 0, 3.5, 3.5, 0, 0);
  const values = await client.runs.rewardValues({ id: learned.id, observations, rows: 2, actions: null });
  expect(values).toHaveLength(2);
  expect(values[0]).not.toBe(values[1]);
  const acted = await client.runs.act({ id: learned.id, observations, rows: 2, samples: 100, seed: 1 });
  expect(acted.actions).toHaveLength(2 * 100 * 2);
  expect(acted.actions.every((a) => Math.abs(a) <= 1)).toBe(true);
  expect(acted.probabilities).toBeNull();
  const wide = { id: learned.id, observations, rows: 3 };
  await expect(client.runs.act({ ...wide, samples: 1, seed: 0 })).rejects.toMatchObject({
    code: 'InvalidInput',
  });
  await expect(client.runs.rewardValues({ ...wide, actions: null })).rejects.toMatchObject({
    code: 'InvalidInput',
  });
});

test('the learned reward is solved afresh by another run, which has no reward of its own', async () => {
  const settings = {
    ...algorithms['soft-actor-critic'].defaults(),
    totalSteps: 100,
    warmupSteps: 20,
    hiddenWidth: 8,
    batchSize: 8,
  };
  const spec = {
    algorithm: 'soft-actor-critic',
    environmentId,
    sourceRunId: learned.id,
    settings,
    seed: 1,
  } as const;
  const solved = await finished(spec);
  expect(solved.name).toBe(`SAC of ${learned.name}`);
  expect(await client.runs.reward({ id: solved.id })).toBeNull();
  const metrics = await client.runs.metrics({ id: solved.id, after: -1 });
  expect(metrics.iterations).toHaveLength(2);
  await expect(
    client.runs.rewardValues({
      id: solved.id,
      observations: new Float32Array(4),
      rows: 1,
      actions: null,
    }),
  ).rejects.toMatchObject({ code: 'Conflict' });
});

test('exact methods refuse a continuous world in words', async () => {
  const settings = algorithms['soft-solve'].defaults();
  const spec = { algorithm: 'soft-solve', environmentId, sourceRunId: null, settings, seed: 0 } as const;
  await expect(client.runs.create({ spec })).rejects.toMatchObject({
    code: 'InvalidInput',
    where: 'spec.environmentId',
  });
});
