/** Deep MaxEnt IRL: a network of state features inside the exact solver. See README.md for the equations. */
export { deepMaxEntEngineWish } from './feature-reward.ts';
export {
  type DeepMaxEntSettings,
  deepMaxEntDefaults,
  deepMaxEntDefinition,
  deepMaxEntSettings,
} from './spec.ts';
export { type DeepMaxEntProblem, DeepMaxEntTrainer } from './trainer.ts';
