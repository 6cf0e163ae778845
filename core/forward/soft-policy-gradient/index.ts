/** Soft policy gradient: REINFORCE and actor-critic with the entropy inside the return. */
export { policyShape, softPolicyGradientEngineWish, valueShape } from './setup.ts';
export {
  type SoftPolicyGradientSettings,
  softPolicyGradientDefaults,
  softPolicyGradientDefinition,
  softPolicyGradientSettings,
} from './spec.ts';
export { type PlayedEpisode, SoftPolicyGradientTrainer } from './trainer.ts';
