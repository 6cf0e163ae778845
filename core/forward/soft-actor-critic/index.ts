/** Soft actor-critic, continuous and discrete. */
export { SacLearner, type SacLearnerStart, type SacUpdate, type Spaces, sacEngineWish } from './learner.ts';
export { type SacSettings, sacDefaults, sacDefinition, sacSettings } from './spec.ts';
export { SoftActorCriticTrainer } from './trainer.ts';
