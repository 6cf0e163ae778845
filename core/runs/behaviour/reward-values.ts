import { LabError } from '../../base/errors.ts';
import { decodeReward, loadReward } from '../../inverse/reward-network/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { StoredReward } from '../../store/api.ts';

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
  const actionCount = reward.length / stateReward.length;
  return Float64Array.from({ length: rows }, (_, row) => {
    const s = observations[row];
    const value = actions === null ? stateReward[s] : reward[s * actionCount + actions[row]];
    if (value !== undefined) return value;
    throw new LabError('InvalidInput', 'There is no such state or action.', {
      where: `observations[${row}]`,
    });
  });
}
