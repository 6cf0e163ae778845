/** Soft Q-learning: discrete actions, and continuous ones with an amortised Stein sampler. See README.md. */
export { slopesOf } from './critics.ts';
export { meanNetwork } from './mean-network.ts';
export type { SoftQFunction } from './q-function.ts';
export { type SteinStep, steinStep } from './sampler.ts';
export { samplerShape, softQShape, softQWish } from './shapes.ts';
export { type SoftQSettings, softQDefaults, softQDefinition, softQSettings } from './spec.ts';
export { SoftQLearningTrainer, softQFunctionOf } from './trainer.ts';
