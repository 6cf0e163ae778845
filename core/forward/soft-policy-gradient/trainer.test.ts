import { expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { createContinuousEnvironment } from '../../environments/index.ts';
import { createFusedEngine, type Engine, type Network } from '../../networks/index.ts';
import { loadPolicy } from '../policies/load.ts';
import { encodePolicy } from '../policies/saved.ts';
import type { RewardModel } from '../transitions.ts';
import {
  SoftPolicyGradientTrainer,
  softPolicyGradientDefaults,
  softPolicyGradientEngineWish,
  softPolicyGradientSettings,
} from './index.ts';

const engine = await createFusedEngine();
const pendulum = () => createContinuousEnvironment({ kind: 'classic-control', id: 'Pendulum-v1' });
const small = { batchSteps: 300, units: 8, valueEpochs: 2, epochs: 2, maxIterations: 4 };

function trainer(over: object, reward: RewardModel | null = null) {
  const settings = { ...softPolicyGradientDefaults(), ...small, ...over };
  return new SoftPolicyGradientTrainer({ environment: pendulum(), settings, seed: 7, engine, reward });
}

test('the defaults are settings, and the engine is asked for them', () => {
  const settings = softPolicyGradientSettings.parse(softPolicyGradientDefaults());
  expect(softPolicyGradientEngineWish(pendulum(), settings)).toEqual({
    preference: 'auto',
    shape: { inputs: 3, hidden: [64, 64], outputs: 2, activation: 'tanh' },
    rows: 2000,
  });
});

test.each([
  { update: 'gradient', advantage: 'reward-to-go', baseline: 'mean' },
  { update: 'clipped', advantage: 'gae' },
  { update: 'clipped', advantage: 'n-step', weighting: 'discounted' },
] as const)('stopped and resumed it gives the same bits: %j', (over) => {
  const whole = trainer(over);
  const half = trainer(over);
  const wanted = [whole.step(), whole.step(), whole.step()];
  half.step();
  const bytes = half.checkpoint();
  half.dispose();
  const settings = { ...softPolicyGradientDefaults(), ...small, ...over };
  const resumed = SoftPolicyGradientTrainer.resume(
    { environment: pendulum(), settings, seed: 7, engine, reward: null },
    bytes,
  );
  expect(resumed.iteration).toBe(1);
  expect([resumed.step(), resumed.step()]).toEqual(wanted.slice(1));
  expect(resumed.environmentSteps).toBe(whole.environmentSteps);
  expect(encodePolicy(resumed.policy())).toEqual(encodePolicy(whole.policy()));
  expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  whole.dispose();
  resumed.dispose();
});

test('a checkpoint of other networks is refused and nothing leaks', () => {
  const other = trainer({ units: 9 });
  const bytes = other.checkpoint();
  other.dispose();
  const before = engine.usage().networks;
  const settings = { ...softPolicyGradientDefaults(), ...small };
  const problem = { environment: pendulum(), settings, seed: 7, engine, reward: null };
  expect(() => SoftPolicyGradientTrainer.resume(problem, bytes)).toThrow(
    expect.objectContaining({ code: 'InvalidInput' }),
  );
  expect(engine.usage().networks).toBe(before);
});

test('a reward that is no number ends the step and leaves the last good state', () => {
  let sound = true;
  const model: RewardModel = {
    rewards: ({ rows }) => new Float32Array(rows).fill(sound ? 1 : Number.NaN),
  };
  const one = trainer({ update: 'clipped' }, model);
  one.step();
  const [policy, checkpoint] = [encodePolicy(one.policy()), one.checkpoint()];
  sound = false;
  expect(() => one.step()).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(encodePolicy(one.policy())).toEqual(policy);
  expect(one.checkpoint()).toEqual(checkpoint);
  sound = true;
  expect(one.step().iteration).toBe(2);
  one.dispose();
});

test('a step that fails after the policy has moved moves it back', () => {
  let fails = false;
  const failing = (network: Network): Network => {
    const adamStep = network.adamStep.bind(network);
    const isValue = network.shape.outputs === 1;
    network.adamStep = (settings) => {
      if (fails && isValue) throw new LabError('NonFinite', 'The gradient is not finite.');
      adamStep(settings);
    };
    return network;
  };
  const fragile: Engine = {
    kind: engine.kind,
    description: engine.description,
    create: (start) => failing(engine.create(start)),
    load: (saved) => failing(engine.load(saved)),
    usage: () => engine.usage(),
    dispose: () => {},
  };
  const settings = { ...softPolicyGradientDefaults(), ...small };
  const problem = { environment: pendulum(), settings, seed: 7, engine: fragile, reward: null };
  const [disturbed, calm] = [new SoftPolicyGradientTrainer(problem), new SoftPolicyGradientTrainer(problem)];
  const before = disturbed.checkpoint();
  fails = true;
  expect(() => disturbed.step()).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(disturbed.checkpoint()).toEqual(before);
  fails = false;
  expect(disturbed.step()).toEqual(calm.step());
  expect(disturbed.checkpoint()).toEqual(calm.checkpoint());
  disturbed.dispose();
  calm.dispose();
});

test('the episodes of an iteration carry the densities of the policy that played them', () => {
  const one = trainer({});
  expect(one.lastEpisodes).toEqual([]);
  one.step();
  const policy = loadPolicy(one.policy(), engine);
  const { metrics } = one.step();
  expect(one.lastEpisodes.map(({ rewards }) => rewards.length)).toEqual([200, 200]);
  let surprise = 0;
  for (const { observations, actions, logDensity, rewards, objective } of one.lastEpisodes) {
    const expected = policy.logDensity!(observations.subarray(0, 600), actions, 200);
    logDensity.forEach((l, t) => {
      expect(l).toBeCloseTo(expected[t], 4);
    });
    expect(objective).toEqual(rewards);
    surprise += logDensity.reduce((sum, l) => sum + l, 0);
  }
  expect(metrics.entropy).toBeCloseTo(-surprise / 400, 10);
  expect(metrics).toMatchObject({ length: 200, episodes: 2, environmentSteps: 800, temperature: 0.01 });
  policy.dispose();
  one.dispose();
});

test('a reward model is what is maximised: the policy goes where it pays', () => {
  const towards = (action: number): RewardModel => ({
    rewards: ({ actions }) => actions.map((a) => -((a - action) ** 2)),
  });
  for (const wanted of [-1, 1.5]) {
    const one = trainer({ maxIterations: 40, policyStepSize: 0.05, discount: 0 }, towards(wanted));
    let last = one.step();
    while (!last.finished) last = one.step();
    const policy = loadPolicy(one.policy(), engine);
    expect(policy.mode([1, 0, 0], 1)[0]).toBeCloseTo(wanted, 0);
    expect(last.metrics.modelReturn).toBeGreaterThan(-20);
    expect(() => one.step()).toThrow(expect.objectContaining({ code: 'Conflict' }));
    policy.dispose();
    one.dispose();
  }
});

const bare = {
  advantage: 'reward-to-go',
  baseline: 'none',
  normalisation: 'raw',
  temperature: 0,
  discount: 0,
} as const;
const constant: RewardModel = { rewards: ({ rows }) => new Float32Array(rows).fill(1) };

test('the mean baseline takes a constant off', () => {
  const norms = (['none', 'mean'] as const).map((baseline) => {
    const one = trainer({ ...bare, baseline }, constant);
    const { metrics } = one.step();
    one.dispose();
    return metrics.policyGradientNorm;
  });
  expect(norms[0]).toBeGreaterThan(1e-3);
  expect(norms[1]).toBeLessThan(1e-12);
});

test('weighed by γ^t with γ = 0, only first steps count', () => {
  // Pendulum's episodes are 200 steps long; their first steps pay nothing.
  const later: RewardModel = {
    rewards: ({ rows }) => Float32Array.from({ length: rows }, (_, row) => (row % 200 === 0 ? 0 : 1)),
  };
  const norms = (['uniform', 'discounted'] as const).map((weighting) => {
    const one = trainer({ ...bare, weighting }, later);
    const { metrics } = one.step();
    one.dispose();
    return metrics.policyGradientNorm;
  });
  expect(norms[0]).toBeGreaterThan(1e-3);
  expect(norms[1]).toBe(0);
});

test('a linear schedule halves the second step of two', () => {
  const moved = (schedule: 'constant' | 'linear') => {
    const one = trainer({ ...bare, schedule, maxIterations: 2 }, constant);
    const start = one.policy().network.parameters;
    one.step();
    const half = one.policy().network.parameters;
    one.step();
    const end = one.policy().network.parameters;
    one.dispose();
    return [gap(start, half), gap(half, end)];
  };
  const [steady, shrinking] = [moved('constant'), moved('linear')];
  expect(shrinking[0]).toBe(steady[0]);
  expect(shrinking[1] / steady[1]).toBeCloseTo(0.5, 2);
});

const gap = (a: Float32Array, b: Float32Array) => Math.max(...a.map((x, i) => Math.abs(x - b[i])));
