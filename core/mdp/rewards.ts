import type { FiniteMdp, Reward, StateFeatures } from './finite-mdp.ts';

/**
 * A state reward r(s) as r(s,a): each number repeated over the actions.
 *
 * @param stateReward [S]
 * @returns [S*A]
 */
export function repeatOverActions(stateReward: ArrayLike<number>, actionCount: number): Reward {
  const reward = new Float64Array(stateReward.length * actionCount);
  for (let s = 0; s < stateReward.length; s++)
    reward.fill(stateReward[s], s * actionCount, (s + 1) * actionCount);
  return reward;
}

/**
 * The linear state reward r(s) = sum_f phi_f(s) w_f.
 *
 * @param weights [F]
 * @returns [S]
 */
export function linearReward(features: StateFeatures, weights: ArrayLike<number>): Float64Array {
  const { count, values } = features;
  const reward = new Float64Array(values.length / count);
  for (let s = 0; s < reward.length; s++) {
    let sum = 0;
    for (let f = 0; f < count; f++) sum += values[s * count + f] * weights[f];
    reward[s] = sum;
  }
  return reward;
}

/** One indicator feature per state. Memory S*S*8 bytes: for small worlds. */
export function indicatorFeatures(mdp: FiniteMdp, names: readonly string[]): StateFeatures {
  const count = mdp.stateCount;
  const values = new Float64Array(count * count);
  for (let s = 0; s < count; s++) values[s * count + s] = 1;
  return { count, names, values };
}

/** Most states for which one indicator per state is offered (50 MB). */
export const mostIndicatorStates = 2500;
