import { LabError } from '../../base/errors.ts';
import type { StoredReward } from '../../store/api.ts';

type Values = Int32Array | Float32Array;

/**
 * Values [rows] of a recovered reward: r(s), or r(s, a) where actions are given. A table's reward of a state without an
 * action is its state reward.
 *
 * @param at.observations [rows * observationWidth], at.actions [rows * actionWidth] or null
 * @throws LabError InvalidInput for states or actions that do not exist, and where a reward needs actions
 */
export function rewardValues(
  artifact: StoredReward,
  at: { readonly observations: Values; readonly actions: Values | null; readonly rows: number },
): Float64Array {
  if (artifact.kind === 'tabular') return tableValues(artifact, at);
  throw new LabError('Internal', 'not yet');
}

function tableValues(
  { stateReward, reward }: Extract<StoredReward, { kind: 'tabular' }>,
  { observations, actions, rows }: Parameters<typeof rewardValues>[1],
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
