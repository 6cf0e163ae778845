/** Guided cost learning: a neural reward from demonstrations, the dynamics unknown. See README.md for the equations. */
export { type RewardBatch, type RewardEvaluation, rewardGradient } from './objective.ts';
export { estimatePartition, logMixture, type PartitionEstimate, type WeightClipping } from './partition.ts';
export { guidedCostEngineWish } from './reward-start.ts';
export {
  type GuidedCostSettings,
  guidedCostDefaults,
  guidedCostDefinition,
  guidedCostSettings,
} from './spec.ts';
export { guidedCostSteady } from './spec-steady.ts';
export { GuidedCostTrainer } from './trainer.ts';
export type {
  GuidedCostDemonstration,
  GuidedCostDiagnostics,
  GuidedCostProblem,
  GuidedCostReport,
} from './types.ts';
