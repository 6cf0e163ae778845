import { expect, test } from 'vitest';
import type { Engine } from '../../networks/index.ts';
import type { StoredReward } from '../../store/api.ts';
import { rewardValues } from './reward-values.ts';
import { tabularPolicy } from './tabular.ts';

const refused = expect.objectContaining({ code: 'InvalidInput' });

test('a table’s reward is read by state and action; indices that do not exist are refused, not read elsewhere', () => {
  const table: StoredReward = {
    kind: 'tabular',
    runId: 'r',
    iteration: 1,
    weights: new Float64Array(0),
    parameterNames: [],
    stateReward: Float64Array.of(1, 2),
    reward: Float64Array.of(10, 11, 12, 20, 21, 22),
  };
  const ask = (states: number[], actions: number[] | null) =>
    rewardValues(
      table,
      {
        observations: Int32Array.from(states),
        actions: actions && Int32Array.from(actions),
        rows: states.length,
      },
      null as unknown as Engine,
    );
  expect(Array.from(ask([1, 0], null))).toEqual([2, 1]);
  expect(Array.from(ask([1, 0], [0, 2]))).toEqual([20, 12]);
  for (const [s, a] of [
    [0, 3],
    [1, -1],
    [2, 0],
    [-1, 4],
  ])
    expect(() => ask([s], [a])).toThrow(refused);
});

test('so are the actions whose probability a table is asked for', () => {
  const policy = tabularPolicy({
    policy: Float64Array.of(0.25, 0.75, 1, 0),
    value: Float64Array.of(0, 0),
    horizon: 0,
  });
  const log = (s: number, a: number) => policy.logDensity?.([s], [a], 1)[0];
  expect(log(0, 1)).toBe(Math.log(0.75));
  expect(log(1, 1)).toBe(Number.NEGATIVE_INFINITY);
  expect(() => log(0, 2)).toThrow(refused);
  expect(() => log(1, -1)).toThrow(refused);
  expect(() => log(2, 0)).toThrow(refused);
});
