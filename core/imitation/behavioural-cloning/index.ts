/** Behavioural cloning: the policy under which the demonstrated actions are likeliest. */
export type { DemonstratedSteps } from './pairs.ts';
export { behaviouralCloningEngineWish, cloneShape } from './setup.ts';
export {
  type BehaviouralCloningSettings,
  behaviouralCloningDefaults,
  behaviouralCloningDefinition,
  behaviouralCloningSettings,
} from './spec.ts';
export { type BehaviouralCloningProblem, BehaviouralCloningTrainer } from './trainer.ts';
