/** Forward max-ent RL by sampling: policies, replay, and what every method shares. */
export { demonstrationStates } from './demonstration-states.ts';
export { type Encoding, encode, encodedWidth, encodingOf, rawWidth } from './encoding.ts';
export { networksOf, type PackedState, packState, unpackState } from './packing.ts';
export { type ActionRange, actionRange } from './policies/action-range.ts';
export { type ActionHead, type ActionScore, headOf } from './policies/head.ts';
export { loadPolicy } from './policies/load.ts';
export type { Policy } from './policies/policy.ts';
export { indexProbabilities } from './policies/probabilities.ts';
export { decodePolicy, encodePolicy, type SavedPolicy } from './policies/saved.ts';
export { ReplayBuffer, type Transition } from './replay/replay-buffer.ts';
export { type Choosing, redrawn, returnsOf, rollout } from './rollouts.ts';
export type { ForwardProblem, ForwardReport, ForwardTrainer } from './trainer.ts';
export type { RewardModel, TransitionBatch } from './transitions.ts';
