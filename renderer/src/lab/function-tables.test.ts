import { expect, test } from 'vitest';
import { mostRows } from '../../../core/contract/index.ts';
import { policyProbabilities, rewardTable } from './function-tables.ts';

const size = { stateCount: 3, actionCount: 2 };
const about = { kind: 'function', runId: 'r', iteration: 4 } as const;
type Values = ArrayLike<number>;

/** r(s) = 10 s, r(s, a) = 10 s + a. */
const runs = {
  rewardValues: async ({
    observations,
    rows,
    actions,
  }: {
    observations: Values;
    rows: number;
    actions: Values | null;
  }) => Float64Array.from({ length: rows }, (_, k) => 10 * observations[k] + (actions?.[k] ?? 0)),
};

test('a reward of states, or of states and actions, becomes the table of its values', async () => {
  const ofStates = await rewardTable(runs as never, { ...about, inputs: 'state' }, size);
  expect(Array.from(ofStates?.stateReward ?? [])).toEqual([0, 10, 20]);
  expect(Array.from(ofStates?.reward ?? [])).toEqual([0, 0, 10, 10, 20, 20]);
  const ofBoth = await rewardTable(runs as never, { ...about, inputs: 'state-action' }, size);
  expect(Array.from(ofBoth?.reward ?? [])).toEqual([0, 1, 10, 11, 20, 21]);
  expect(Array.from(ofBoth?.stateReward ?? [])).toEqual([0.5, 10.5, 20.5]);
  expect(await rewardTable(runs as never, null, size)).toBeNull();
  const large = { stateCount: mostRows + 5, actionCount: 1 };
  const all = await rewardTable(runs as never, { ...about, inputs: 'state' }, large);
  expect(all?.stateReward[mostRows + 4]).toBe(10 * (mostRows + 4));
});

test('probabilities of all states, in their order; null where a policy has none', async () => {
  const act = async ({ observations, rows }: { observations: Values; rows: number }) => ({
    probabilities: Float64Array.from({ length: 2 * rows }, (_, k) => observations[k >> 1] + (k % 2) / 10),
  });
  const policy = { ...about, family: 'categorical' } as const;
  expect(Array.from((await policyProbabilities({ act } as never, policy, size)) ?? [])).toEqual([
    0, 0.1, 1, 1.1, 2, 2.1,
  ]);
  const none = async () => ({ probabilities: null });
  expect(await policyProbabilities({ act: none } as never, policy, size)).toBeNull();
});
