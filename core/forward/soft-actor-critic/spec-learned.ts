import { type SacSettings, sacDefaults } from './spec.ts';

/**
 * Settings for a reward that maximum-entropy IRL recovered. It pays for the rest of an episode at once where that ends, a
 * hundred times what a step pays: Huber's loss keeps such rare sums from tearing the critics about, and half of the episodes
 * start in states of the demonstrations, so that they are met at all (docs/measurements.md, "What is recovered").
 */
export const sacForLearned = (): SacSettings => ({
  ...sacDefaults(),
  loss: 'huber',
  huberWidth: 20,
  totalSteps: 40_000,
  demonstrationStarts: 0.5,
});
