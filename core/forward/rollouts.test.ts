import { expect, test } from 'vitest';
import { createContinuousEnvironment, parseContinuousSpec } from '../environments/index.ts';
import { createFusedEngine, type Engine } from '../networks/index.ts';
import { encodingOf } from './encoding.ts';
import {
  decodePolicy,
  encodePolicy,
  loadPolicy,
  redrawn,
  returnsOf,
  rollout,
  type SavedPolicy,
} from './index.ts';
import { actionRange } from './policies/action-range.ts';

const environment = createContinuousEnvironment(
  parseContinuousSpec({ kind: 'classic-control', id: 'Pendulum-v1' }),
);

function gaussian(engine: Engine): SavedPolicy {
  if (environment.actionSpace.kind !== 'box') throw new Error('The pendulum has a torque.');
  const shape = { inputs: 3, hidden: [8], outputs: 2, activation: 'tanh' } as const;
  return {
    kind: 'squashed-gaussian',
    network: engine.create({ shape: { ...shape, hidden: [8] }, seed: 1, outputScale: 1 }).save(),
    encoding: encodingOf(environment.observationSpace),
    range: actionRange(environment.actionSpace),
  };
}

test('an episode is a function of its seed, replays from its actions, and lasts to the end', async () => {
  const engine = await createFusedEngine();
  const policy = loadPolicy(gaussian(engine), engine);
  const episode = rollout(environment, policy, 7, 'sample');
  expect(rollout(environment, policy, 7, 'sample')).toEqual(episode);
  expect(rollout(environment, policy, 8, 'sample').actions).not.toEqual(episode.actions);
  expect(rollout(environment, policy, 7, 'mode').actions).not.toEqual(episode.actions);
  expect([episode.actions.length, episode.observations.length]).toEqual([200, 603]);
  expect([episode.terminated, episode.truncated]).toEqual([false, true]);
  let total = 0;
  environment.reset(7);
  for (const action of episode.actions) total += environment.step([action]).reward;
  expect(episode.rewards.reduce((sum, r) => sum + r, 0)).toBeCloseTo(total, 8);
});

test('another draw is another choice from the same start; draw 0 is the episode itself', async () => {
  const engine = await createFusedEngine();
  const policy = loadPolicy(gaussian(engine), engine);
  const draws = [0, 1, 2].map((draw) => redrawn(environment, policy, { seed: 7, draw, choosing: 'sample' }));
  expect(draws[0]).toEqual(rollout(environment, policy, 7, 'sample'));
  expect(new Set(draws.map(({ actions }) => actions[0])).size).toBe(3);
  expect(new Set(draws.map(({ observations }) => observations[0])).size).toBe(1);
});

test('returns are those of episodes with seeds of their own', async () => {
  const engine = await createFusedEngine();
  const policy = loadPolicy(gaussian(engine), engine);
  const three = returnsOf(environment, policy, { count: 3, seed: 1, choosing: 'mode' });
  expect(new Set(three).size).toBe(3);
  expect(returnsOf(environment, policy, { count: 2, seed: 1, choosing: 'mode' })).toEqual(three.slice(0, 2));
});

test('a policy at rest acts as before, and its densities are those of its draws', async () => {
  const engine = await createFusedEngine();
  const saved = gaussian(engine);
  const again = decodePolicy(encodePolicy(saved));
  expect(again).toEqual(saved);
  const [one, other] = [loadPolicy(saved, engine), loadPolicy(again, engine)];
  const observation = Float32Array.of(1, 0, 0.5);
  expect(other.mode(observation, 1)).toEqual(one.mode(observation, 1));
  const action = one.mode(observation, 1);
  const [density] = one.logDensity?.(observation, action, 1) ?? [];
  const far = Float32Array.of(action[0] > 0 ? -1.99 : 1.99);
  expect(Number.isFinite(density)).toBe(true);
  expect(density).not.toBe(one.logDensity?.(observation, far, 1)[0]);
  for (const policy of [one, other]) policy.dispose();
});
