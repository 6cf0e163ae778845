import { expect, test } from 'vitest';
import type { FiniteExpert } from '../contract/index.ts';
import { buildWorld } from '../mdp/index.ts';
import { expertPolicy } from './expert-policy.ts';

const world = buildWorld({ kind: 'published', world: 'sutton-gridworld-4x4', maxSteps: 50 });
const { stateCount, actionCount, terminal } = world.mdp;
const source: FiniteExpert = { kind: 'expert', expert: 'optimal', temperature: 1, epsilon: 0, discount: 0.9 };
const policy = (changes: Partial<FiniteExpert>) => expertPolicy(world, { ...source, ...changes });

const rows = (of: Float64Array) =>
  Array.from({ length: stateCount }, (_, s) => of.subarray(s * actionCount, (s + 1) * actionCount)).filter(
    (_, s) => terminal[s] === 0,
  );

test.each(['optimal', 'random', 'soft-optimal', 'epsilon-mixed'] as const)(
  '%s gives probabilities',
  (expert) => {
    for (const row of rows(policy({ expert, epsilon: 0.3 }))) {
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(row.every((p) => p >= 0)).toBe(true);
    }
  },
);

test('the optimal expert shares ties, and epsilon mixes it with chance', () => {
  const optimal = policy({});
  // Two corners end the episode: some states have several shortest ways, and no action that is worse is taken.
  const counts = new Set(rows(optimal).map((row) => row.filter((p) => p > 0).length));
  expect([...counts].every((n) => n >= 1 && n <= actionCount)).toBe(true);
  expect(counts.size).toBeGreaterThan(1);
  for (const row of rows(optimal)) {
    const positive = row.filter((p) => p > 0);
    for (const p of positive) expect(p).toBe(1 / positive.length);
  }
  const mixed = policy({ expert: 'epsilon-mixed', epsilon: 0.4 });
  for (const [s, row] of rows(mixed).entries())
    for (const [a, p] of row.entries())
      expect(p).toBeCloseTo(0.4 / actionCount + 0.6 * rows(optimal)[s][a], 12);
  expect(policy({ expert: 'epsilon-mixed', epsilon: 1 })).toEqual(policy({ expert: 'random' }));
});

test('a cold soft expert takes optimal actions only, a hot one every action', () => {
  // Among equally good actions it does not share evenly: it prefers those that leave more ways open.
  const optimal = rows(policy({}));
  for (const [s, row] of rows(policy({ expert: 'soft-optimal', temperature: 0.001 })).entries())
    expect(row.reduce((sum, p, a) => sum + (optimal[s][a] > 0 ? 0 : p), 0)).toBeLessThan(1e-9);
  // A hot one is after entropy alone, ln A a step for ever, and ending forgoes it: so p >= A^(-1/(1-gamma)) in the limit.
  const least = 0.9 * actionCount ** (-1 / (1 - source.discount));
  for (const row of rows(policy({ expert: 'soft-optimal', temperature: 1000 })))
    for (const p of row) expect(p).toBeGreaterThan(least);
});

test('where nobody knows the reward only the random expert can act', () => {
  const unknown = { ...world, trueReward: null };
  expect(() => expertPolicy(unknown, source)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  expect(expertPolicy(unknown, { ...source, expert: 'random' })[0]).toBe(1 / actionCount);
});
