import { type SoftPolicyGradientSettings, softPolicyGradientDefaults } from './spec.ts';

/**
 * Settings for a reward that maximum-entropy IRL recovered: it is in nats, so that the temperature is 1 and the policy
 * that of the model of the expert. The entropy keeps the policy wide enough to find what is paid far away, and clipped
 * passes make much of each batch (`npm run bench guided-cost`).
 */
export const softPolicyGradientForLearned = (): SoftPolicyGradientSettings => ({
  ...softPolicyGradientDefaults(),
  temperature: 1,
  update: 'clipped',
  policyStepSize: 1e-3,
  valueStepSize: 1e-3,
  maxIterations: 100,
});
