/** Rewards that are networks of states and actions: at rest, as bytes, and answering. */
export {
  type RewardArguments,
  type RewardInputs,
  rewardInputRows,
  rewardInputs,
  rewardInputWidth,
  squarePositions,
} from './inputs.ts';
export { type LoadedReward, loadReward, rewardBy } from './load.ts';
export { decodeReward, encodeReward, type SavedReward } from './saved.ts';
