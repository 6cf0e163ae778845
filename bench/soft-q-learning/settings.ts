import { type SoftQSettings, softQDefaults } from '../../core/forward/soft-q-learning/index.ts';

/**
 * CartPole-v1: cold, so that the value of lasting is not lost in that of chance; larger batches and no cut to long
 * gradients, because the few transitions that end an episode carry what is to be learned; two Q functions.
 */
export const cartPoleSettings = (): SoftQSettings => ({
  ...softQDefaults(),
  temperature: 0.1,
  totalSteps: 15_000,
  startSteps: 1000,
  batchSize: 128,
  hiddenUnits: 128,
  learningRate: 1e-3,
  learningRateSchedule: 'linear',
  gradientClip: 1000,
  targetRate: 0.05,
  critics: 'smaller',
});

/**
 * The four-goal task at the paper's temperature (its reward scale is the environment's); half the steps at random. Random
 * actions are held for four steps on average: independent ones hardly ever get as far as a goal, and one that was not
 * reached by chance is not known to end the episode, looks worse than the others, and is never tried.
 */
export const fourGoalsSettings = (): SoftQSettings => ({
  ...softQDefaults(),
  temperature: 1,
  totalSteps: 8000,
  startSteps: 4000,
  exploreHold: 4,
  learningRate: 2e-3,
  learningRateSchedule: 'linear',
  targetRate: 0.02,
  valueSamples: 24,
});

/**
 * The linear-quadratic worlds: smooth networks, a target that follows fast, samples where the policy is. A long horizon
 * needs many updates (a constant error of Q shrinks by 1 - γ with each pass of the target), a great many transitions
 * (what chance makes of their mean returns a hundredfold), which cost little when each is not learned from, and a replay
 * that forgets those of the first, wild policies, which bend Q where the last one never goes. The estimate of V lies low
 * by half its variance over the number of samples (Jensen), a hundredfold too: many samples.
 */
export const linearQuadraticSettings = (discount: number, temperature: number): SoftQSettings => ({
  ...softQDefaults(),
  discount,
  temperature,
  hiddenUnits: 32,
  activation: 'tanh',
  learningRate: 5e-3,
  learningRateSchedule: 'linear',
  samplerLearningRate: 3e-3,
  proposal: 'fitted',
  ...(discount > 0.98
    ? {
        totalSteps: 64_000,
        stepsPerIteration: 1000,
        replayCapacity: 40_000,
        discountSchedule: 'rising',
        startSteps: 1000,
        updateEvery: 5,
        batchSize: 256,
        targetRate: 0.2,
        valueSamples: 24,
        particles: 8,
      }
    : { totalSteps: 4500, startSteps: 600, replayCapacity: 3000, targetRate: 0.1, valueSamples: 32 }),
});
