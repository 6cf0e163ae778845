import { type SoftPolicyGradientSettings, softPolicyGradientDefaults } from './spec.ts';

/**
 * Settings for a reward that maximum-entropy IRL recovered: it is in nats, so that the temperature is 1 and the policy
 * that of the model of the expert. The entropy keeps the policy wide enough to find what is paid far away, and clipped
 * passes make much of each batch. Half of the episodes start in states of the demonstrations: what such a reward pays for
 * at their end is found in a quarter of the steps and by every seed (`npm run bench guided-cost`).
 */
export const softPolicyGradientForLearned = (): SoftPolicyGradientSettings => ({
  ...softPolicyGradientDefaults(),
  temperature: 1,
  update: 'clipped',
  policyStepSize: 1e-3,
  valueStepSize: 1e-3,
  maxIterations: 100,
  demonstrationStarts: 0.5,
});
