/** Soft policy gradient: REINFORCE and actor-critic with the entropy inside the return. */
export type { PlayedEpisode } from './collect.ts';
export { policyShape, softPolicyGradientEngineWish, valueShape } from './setup.ts';
export {
  type SoftPolicyGradientSettings,
  softPolicyGradientDefaults,
  softPolicyGradientDefinition,
  softPolicyGradientSettings,
} from './spec.ts';
export { softPolicyGradientForLearned } from './spec-learned.ts';
export { SoftPolicyGradientTrainer } from './trainer.ts';
