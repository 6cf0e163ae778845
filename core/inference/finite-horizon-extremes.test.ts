import { expect, test } from 'vitest';
import { fromTransitions } from '../mdp/index.ts';
import { finiteHorizon, finiteMarginals } from './index.ts';

const backups = ['posterior', 'causal'] as const;

/** A corridor 0-1-2-...-9 with an end at each side, a state that nothing leads to, and huge rewards. */
function corridor(slip: number) {
  const transitions: [number, number, number, number][] = [];
  for (let s = 1; s < 9; s++) {
    transitions.push([s, 0, s - 1, 1 - slip], [s, 0, s + 1, slip]);
    transitions.push([s, 1, s + 1, 1 - slip], [s, 1, s - 1, slip]);
  }
  transitions.push([10, 0, 10, 1], [10, 1, 5, 1]);
  return fromTransitions({
    stateCount: 11,
    actionCount: 2,
    transitions,
    initial: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
    terminal: [0, 9],
  });
}

test.each(
  backups.flatMap((backup) =>
    [1e-3, 1, 1e3].flatMap((temperature) =>
      [1, 1e6, -1e6].map((size) => [backup, temperature, size] as const),
    ),
  ),
)('%s at temperature %d with rewards of size %d: finite and sensible', (backup, temperature, size) => {
  const mdp = corridor(0.1);
  const reward = new Float64Array(22).fill(-Math.abs(size) / 100);
  reward[0] = size;
  reward[1] = size;
  reward[18] = -size;
  reward[19] = -size;
  const solution = finiteHorizon({ mdp, reward, horizon: 40, discount: 1, temperature, prior: null, backup });
  const marginals = finiteMarginals({ mdp, solution });
  for (const numbers of [solution.q, solution.value, solution.policy, marginals])
    expect(numbers.every(Number.isFinite)).toBe(true);
  // The end that pays is on the left when `size` is positive; where entropy outweighs it, either way will do.
  const left = solution.policy[5 * 2];
  if (Math.abs(size) > 100 * temperature) expect(size > 0 ? left : 1 - left).toBeGreaterThan(0.7);
  else expect(Math.abs(left - 0.5)).toBeLessThan(0.1);
});

test('posterior: a row whose successors all lie far below the best state keeps its digits', () => {
  // Seen from the best state (0), exp(-745) and exp(-745.5) of the others are not normal doubles any more.
  const mdp = fromTransitions({
    stateCount: 4,
    actionCount: 1,
    transitions: [
      [0, 0, 1, 0.5],
      [0, 0, 2, 0.5],
    ],
    initial: [1, 0, 0, 0],
    terminal: [1, 2, 3],
  });
  for (const below of [500, 700, 740, 745, 800]) {
    const reward = Float64Array.of(0, -below, -below - 0.5, 0);
    const rest = { mdp, reward, horizon: 1, discount: 1, temperature: 1, prior: null };
    const { value } = finiteHorizon({ ...rest, backup: 'posterior' });
    expect(value[0]).toBeCloseTo(-below + Math.log((1 + Math.exp(-0.5)) / 2), 10);
  }
});

test('a long, large problem stays within its arrays, and one beyond memory is refused', () => {
  const mdp = corridor(0.1);
  const rest = {
    mdp,
    reward: new Float64Array(22).fill(-1),
    discount: 1,
    temperature: 1,
    prior: null,
    backup: 'causal' as const,
  };
  expect(finiteHorizon({ ...rest, horizon: 10_000 }).q.length).toBe(220_000);
  expect(() => finiteHorizon({ ...rest, horizon: 1e8 })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'horizon' }),
  );
});
