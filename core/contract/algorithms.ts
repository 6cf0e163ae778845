/** The settings of every algorithm of the contract, for whoever offers them to a person. */
export {
  type SoftSolveSettings,
  softSolveDefaults,
  softSolveDefinition,
  softSolveSettings,
} from '../inference/soft-solve/spec.ts';
export {
  type MaxEntSettings,
  maxEntDefaults,
  maxEntDefinition,
  maxEntSettings,
} from '../inverse/maxent/spec.ts';
