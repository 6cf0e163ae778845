/** Maximum-entropy inverse reinforcement learning on finite worlds. See README.md for the equations. */
export { evaluateMaxEnt, type MaxEntSolution, solveMaxEnt } from './evaluate.ts';
export { stateIndicators } from './features.ts';
export { splitHeldOut } from './hold-out.ts';
export { unboundedRemark } from './remarks.ts';
export { type MaxEntSettings, maxEntDefaults, maxEntDefinition, maxEntSettings } from './spec.ts';
export { MaxEntTrainer } from './trainer.ts';
export type {
  IterationReport,
  MaxEntDiagnostics,
  MaxEntEvaluation,
  MaxEntHorizon,
  MaxEntObjective,
  MaxEntPolicy,
  MaxEntProblem,
  Trajectory,
} from './types.ts';
export { checkTrajectories } from './validate.ts';
