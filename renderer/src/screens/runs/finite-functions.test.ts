import { expect, test } from 'vitest';
import { policyTableOf, stateRewardOf } from './finite-functions.ts';

const world = { mdp: { stateCount: 3, actionCount: 2 } } as never;
type Asked = { rows: number; observations: ArrayLike<number>; actions: ArrayLike<number> | null };

/** Pays 10 s + a. */
const runs = {
  rewardValues: async ({ rows, observations, actions }: Asked) =>
    Float64Array.from({ length: rows }, (_, i) => 10 * observations[i] + (actions?.[i] ?? 0)),
  act: async ({ rows }: Asked) => ({ probabilities: new Float64Array(2 * rows).fill(0.5) }),
} as never;

test('a reward of states is asked for once a state', async () => {
  expect(await stateRewardOf(runs, 'run', world, 'state')).toEqual(Float64Array.of(0, 10, 20));
});

test('a reward of actions too is averaged over them', async () => {
  expect(await stateRewardOf(runs, 'run', world, 'state-action')).toEqual(Float64Array.of(0.5, 10.5, 20.5));
});

test('a policy is a row of probabilities for each state, and a world too large is not asked about', async () => {
  expect(await policyTableOf(runs, 'run', world)).toHaveLength(6);
  const large = { mdp: { stateCount: 70_000, actionCount: 2 } } as never;
  expect(await policyTableOf(runs, 'run', large)).toBeNull();
  expect(await stateRewardOf(runs, 'run', large, 'state')).toBeNull();
});
