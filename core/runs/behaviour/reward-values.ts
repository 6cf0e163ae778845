import { decodeReward, loadReward } from '../../inverse/reward-network/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { StoredReward } from '../../store/api.ts';
import { indexBelow } from './indices.ts';

type Values = Int32Array | Float32Array;

/** Where a reward is asked for: observations [rows * observationWidth], actions [rows * actionWidth] or null. */
export interface RewardQuestion {
  readonly observations: Values;
  readonly actions: Values | null;
  readonly rows: number;
}

/**
 * Values [rows] of a recovered reward: r(s, a), or r(s) where no action is given.
 *
 * @throws LabError InvalidInput for states or actions that do not exist
 */
export function rewardValues(artifact: StoredReward, at: RewardQuestion, engine: Engine): Float64Array {
  if (artifact.kind === 'tabular') return tableValues(artifact, at);
  const reward = loadReward(decodeReward(artifact.body), engine);
  try {
    return Float64Array.from(reward.evaluate(at.observations, at.actions, at.rows));
  } finally {
    reward.dispose();
  }
}

function tableValues(
  { stateReward, reward }: Extract<StoredReward, { kind: 'tabular' }>,
  { observations, actions, rows }: RewardQuestion,
): Float64Array {
  const states = stateReward.length;
  const actionCount = reward.length / states;
  return Float64Array.from({ length: rows }, (_, row) => {
    const s = indexBelow(states, observations[row], `observations[${row}]`);
    if (actions === null) return stateReward[s];
    return reward[s * actionCount + indexBelow(actionCount, actions[row], `actions[${row}]`)];
  });
}
