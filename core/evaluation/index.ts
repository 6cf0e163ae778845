/** Comparing rewards, policies and behaviour on finite worlds. */
export { comparePolicies } from './compare.ts';
export { endOf, featureCounts, stateVisits, trueReturn } from './demonstrated.ts';
export { jensenShannon, normalised, totalVariation } from './distances.ts';
export { canonicalReward, epicDistance, epicDistanceOfStateActions } from './epic.ts';
export { expectedVisits, optimalValue, policyValue } from './expected-visits.ts';
export { actLogLikelihood, logLikelihoodPerStep } from './likelihood.ts';
export { stageOffset, uniformPolicy } from './policy-table.ts';
export { trueRewardReference } from './reference.ts';
export { type Rollouts, rollOut } from './rollouts.ts';
export type {
  ComparedRow,
  ComparedRun,
  CompareInput,
  CompareOutput,
  Estimate,
  PolicyTable,
  Subject,
} from './types.ts';
