/** Control as inference on finite MDPs: messages, marginals, soft and hard dynamic programming. */
export {
  type Backup,
  type FiniteHorizonProblem,
  type FiniteHorizonSolution,
  finiteHorizon,
  logPartition,
} from './finite-horizon.ts';
export {
  type ExpectedVisits,
  finiteMarginals,
  type SolvedHorizon,
  stateMarginals,
  stateVisits,
} from './marginals.ts';
export { discountedOccupancy, type OccupancyProblem, stateActionOccupancy } from './occupancy.ts';
export {
  type PolicyProblem,
  type PolicyValue,
  policyEvaluation,
  softPolicyEvaluation,
} from './policy-evaluation.ts';
export { policyIteration, SoftPolicySolver, softPolicyIteration } from './policy-iteration.ts';
export type { Problem } from './problem.ts';
export { SoftQSolver, softQIteration, valueIteration } from './soft-q-iteration.ts';
export { solveStationary } from './solve-stationary.ts';
export {
  type SolverProgress,
  type SolverState,
  type StationaryProblem,
  type StationarySolution,
  type SteppedSolver,
  solveBySteps,
} from './stepping.ts';
