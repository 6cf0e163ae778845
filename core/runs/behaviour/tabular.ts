import type { TabularPolicy } from '../../contract/index.ts';
import type { Policy } from '../../forward/index.ts';
import { indexBelow } from './indices.ts';

/**
 * A table [S*A] as a policy that acts; of one with a horizon, its first step leads. In terminal states, whose rows are
 * zeros, it takes the first action: nothing follows from it.
 */
export function tabularPolicy({
  policy,
  value,
  horizon,
}: Pick<TabularPolicy, 'policy' | 'value' | 'horizon'>): Policy {
  const states = value.length;
  const actions = policy.length / (states * Math.max(1, horizon));
  const rowOf = (observations: ArrayLike<number>, row: number): number =>
    indexBelow(states, observations[row], `observations[${row}]`) * actions;
  return {
    observationWidth: 1,
    actionWidth: 1,
    sample: (observations, rows, random) =>
      Float32Array.from({ length: rows }, (_, row) =>
        random.categorical(policy, rowOf(observations, row), actions),
      ),
    mode: (observations, rows) =>
      Float32Array.from({ length: rows }, (_, row) => {
        const from = rowOf(observations, row);
        const of = policy.subarray(from, from + actions);
        return of.indexOf(Math.max(...of));
      }),
    logDensity: (observations, taken, rows) =>
      Float64Array.from({ length: rows }, (_, row) =>
        Math.log(policy[rowOf(observations, row) + indexBelow(actions, taken[row], `actions[${row}]`)]),
      ),
    dispose() {},
  };
}
