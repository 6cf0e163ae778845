import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { createEnvironment } from '../../environments/index.ts';
import { softQIteration } from '../../inference/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { loadPolicy } from '../policies/load.ts';
import { linearQuadraticCases } from '../testing/linear-quadratic.ts';
import { SoftActorCriticTrainer, sacDefaults } from './index.ts';
import { learnLinearQuadratic, linearQuadraticSettings } from './testing/linear-quadratic.ts';

const engine = await createFusedEngine();

// All three cases, at full length: `npm run bench oracles`.
test.each([1, 2, 3])('it learns: a linear-quadratic world comes out as its closed form, seed %i', (seed) => {
  const [world] = linearQuadraticCases();
  const settings = { ...linearQuadraticSettings(world), totalSteps: 5000, batchSize: 64 };
  const errors = learnLinearQuadratic(world, settings, seed, engine);
  expect(errors.gain).toBeLessThan(0.1);
  expect(errors.deviation).toBeLessThan(0.15);
  expect(errors.value).toBeLessThan(0.05);
  expect(errors.valueAtOnes).toBeLessThan(0.05);
});

test('it learns: on a finite world, states one-hot, policy and value come out as the exact soft-optimal ones', () => {
  const { environment, world } = createEnvironment({
    kind: 'random',
    states: 6,
    actions: 3,
    branching: 2,
    features: 3,
    seed: 4,
    maxSteps: 10,
  });
  const { mdp, trueReward } = world;
  const [discount, temperature] = [0.8, 0.5];
  const exact = softQIteration({
    mdp,
    reward: trueReward ?? new Float64Array(0),
    discount,
    temperature,
    prior: null,
    tolerance: 1e-10,
    maxIterations: 10_000,
  });
  const settings = {
    ...sacDefaults(),
    discount,
    temperatureMode: 'fixed' as const,
    temperature,
    critics: 'mean' as const,
    hiddenLayers: 0,
    criticStepSize: 0.02,
    actorStepSize: 0.02,
    finalStepSize: 0.02,
    targetRate: 0.03,
    totalSteps: 5000,
  };
  const trainer = new SoftActorCriticTrainer({ environment, settings, seed: 1, engine, reward: null }, null);
  while (!trainer.step().finished);
  const policy = loadPolicy(trainer.policy(), engine);
  const states = Float32Array.from({ length: mdp.stateCount }, (_, s) => s);
  const values = trainer.learner.values(states, states.length, Random.fromSeed(1));
  const spread = Math.max(...exact.value) - Math.min(...exact.value);
  for (let s = 0; s < mdp.stateCount; s++) {
    expect(Math.abs(values[s] - exact.value[s])).toBeLessThan(0.05 * spread);
    for (let a = 0; a < mdp.actionCount; a++) {
      const [logProbability] = policy.logDensity?.([s], [a], 1) ?? [];
      expect(Math.abs(Math.exp(logProbability) - exact.policy[s * mdp.actionCount + a])).toBeLessThan(0.05);
    }
  }
});
