/** Finite worlds: sparse MDPs, the specs that describe them, and their builders. */
export { buildWorld } from './build.ts';
export { examples, type WorldExample } from './examples.ts';
export type { FiniteMdp, Reward, StateFeatures } from './finite-mdp.ts';
export { parseWorldSpec } from './parse.ts';
export { indicatorFeatures, linearReward, repeatOverActions } from './rewards.ts';
export { RowWriter } from './row-writer.ts';
export {
  type ExplicitSpec,
  type GridworldSpec,
  type ObjectworldSpec,
  type PublishedSpec,
  type RandomSpec,
  type WorldSpec,
  worldSpec,
} from './spec.ts';
export { fromTransitions, type Transition } from './transitions.ts';
export type { ActionInfo, FiniteWorld, GridLayout } from './world.ts';
