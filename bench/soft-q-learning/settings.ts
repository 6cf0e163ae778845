import { type SoftQSettings, softQDefaults } from '../../core/forward/soft-q-learning/index.ts';

/** CartPole-v1: a slow start at a falling learning rate, so that what was learned stays. */
export const cartPoleSettings = (): SoftQSettings => ({
  ...softQDefaults(),
  totalSteps: 40_000,
  batchSize: 128,
  activation: 'tanh',
  learningRate: 5e-4,
  learningRateSchedule: 'linear',
});

/** The four-goal task at the paper's temperature (its reward scale is the environment's); half the steps at random. */
export const fourGoalsSettings = (): SoftQSettings => ({
  ...softQDefaults(),
  temperature: 1,
  totalSteps: 8000,
  startSteps: 4000,
  learningRate: 2e-3,
  learningRateSchedule: 'linear',
  targetRate: 0.02,
  valueSamples: 24,
});

/** The linear-quadratic worlds: smooth networks, a target that follows fast, samples where the policy is. */
export const linearQuadraticSettings = (discount: number, temperature: number): SoftQSettings => ({
  ...softQDefaults(),
  discount,
  temperature,
  totalSteps: 4500,
  startSteps: 600,
  replayCapacity: 3000,
  hiddenUnits: 32,
  activation: 'tanh',
  learningRate: 5e-3,
  learningRateSchedule: 'linear',
  samplerLearningRate: 3e-3,
  targetRate: 0.1,
  valueSamples: 16,
  proposal: 'fitted',
});
