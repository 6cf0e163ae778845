import type { FiniteWorld } from '../../../../core/mdp/index.ts';

/** [S] the true reward of each state, the mean over its actions; NaN throughout where it is unknown. */
export function stateReward({ mdp, trueReward }: FiniteWorld): Float64Array {
  const { stateCount, actionCount } = mdp;
  const values = new Float64Array(stateCount).fill(Number.NaN);
  if (!trueReward) return values;
  for (let s = 0; s < stateCount; s++) {
    let sum = 0;
    for (let a = 0; a < actionCount; a++) sum += trueReward[s * actionCount + a];
    values[s] = sum / actionCount;
  }
  return values;
}
