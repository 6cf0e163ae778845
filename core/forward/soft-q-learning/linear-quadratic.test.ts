import { expect, test } from 'vitest';
import { createFusedEngine } from '../../networks/index.ts';
import { linearQuadraticCases } from '../testing/linear-quadratic.ts';
import { softQDefaults } from './spec.ts';
import { linearQuadraticErrors, softQEnvironment } from './testing/linear-quadratic.ts';
import { SoftQLearningTrainer } from './trainer.ts';

// All three cases, with figures: `npm run bench soft-q-learning`.
test('a linear-quadratic world: gain, deviation and value of the closed form', async () => {
  const [world] = linearQuadraticCases();
  const engine = await createFusedEngine();
  const settings = {
    ...softQDefaults(),
    discount: world.gamma,
    temperature: world.temperature,
    totalSteps: 2000,
    startSteps: 400,
    replayCapacity: 1500,
    hiddenUnits: 32,
    batchSize: 64,
    activation: 'tanh',
    learningRate: 5e-3,
    learningRateSchedule: 'linear',
    samplerLearningRate: 3e-3,
    targetRate: 0.2,
    valueSamples: 16,
    proposal: 'fitted',
  } as const;
  const environment = softQEnvironment(world);
  const trainer = new SoftQLearningTrainer({ environment, settings, seed: 1, engine, reward: null }, null);
  while (!trainer.step().finished);
  const errors = linearQuadraticErrors(world, trainer, engine);
  expect(errors.gain).toBeLessThan(0.1);
  expect(errors.deviation).toBeLessThan(0.15);
  expect(errors.value).toBeLessThan(0.05);
  trainer.dispose();
  expect(engine.usage().networks).toBe(0);
});
