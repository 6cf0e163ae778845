import { describe, expect, test } from 'vitest';
import { type GoldenMdp, golden, goldenMdp } from '../mdp/testing/golden.ts';
import {
  discountedOccupancy,
  finiteHorizon,
  finiteMarginals,
  logPartition,
  policyEvaluation,
  policyIteration,
  softPolicyEvaluation,
  softPolicyIteration,
  softQIteration,
  stateVisits,
  valueIteration,
} from './index.ts';
import { distance } from './testing/arbitrary.ts';

const flat = (nested: readonly unknown[]) => Float64Array.from(nested.flat(9) as number[]);

interface Stationary extends GoldenMdp {
  readonly gamma: number;
  readonly temperature: number;
  readonly reward: number[][];
  readonly prior: number[][] | null;
  readonly softQ: number[][];
  readonly softV: number[];
  readonly policy: number[][];
  readonly discountedOccupancy: number[];
  readonly softReturn: number;
  readonly expectedReward: number;
}

const stationary = golden<{ cases: Stationary[] }>('soft-values-infinite-horizon').cases;

describe.each(stationary.map((c, i) => [i, c] as const))('infinite horizon, case %i', (_i, c) => {
  const mdp = goldenMdp(c);
  const problem = {
    mdp,
    reward: flat(c.reward),
    discount: c.gamma,
    temperature: c.temperature,
    prior: c.prior === null ? null : flat(c.prior),
    tolerance: 1e-10,
    maxIterations: 100_000,
  };

  test.each([
    ['soft Q-iteration', softQIteration],
    ['soft policy iteration', softPolicyIteration],
  ] as const)('%s', (_name, solve) => {
    const solution = solve(problem);
    expect(distance(solution.value, c.softV)).toBeLessThan(1e-9);
    expect(distance(solution.q, flat(c.softQ))).toBeLessThan(1e-9);
    expect(distance(solution.policy, flat(c.policy))).toBeLessThan(1e-9);
    expect(solution.errorBound).toBeLessThanOrEqual(1e-9);
    const start = c.initial!.reduce((sum, p, s) => sum + p * solution.value[s], 0);
    expect(start).toBeCloseTo(c.softReturn, 8);
  });

  test('the soft value of the policy is the optimal one, and its occupancy gives the expected reward', () => {
    const policy = flat(c.policy);
    expect(distance(softPolicyEvaluation({ ...problem, policy }).value, c.softV)).toBeLessThan(1e-8);
    const occupancy = discountedOccupancy({ mdp, policy, discount: c.gamma, tolerance: 1e-10 });
    expect(distance(occupancy, c.discountedOccupancy)).toBeLessThan(1e-9);
    let expected = 0;
    for (let i = 0; i < policy.length; i++)
      expected += occupancy[Math.floor(i / c.nActions)] * policy[i] * problem.reward[i];
    expect(expected).toBeCloseTo(c.expectedReward, 8);
  });
});

interface Messages {
  readonly Q: number[][][];
  readonly V: number[][];
  readonly policy: number[][][];
  readonly marginals: number[][][];
  readonly logPartition?: number;
}
interface Horizon extends GoldenMdp {
  readonly horizon: number;
  readonly temperature: number;
  readonly reward: number[][];
  readonly prior: number[][] | null;
  readonly posterior: Messages;
  readonly causal: Messages;
}

const finite = golden<{ cases: Horizon[]; lottery: Horizon }>('control-as-inference-finite-horizon');
const horizons = [...finite.cases, finite.lottery].flatMap((c, i) =>
  (['posterior', 'causal'] as const).map((backup) => [i, backup, c] as const),
);

test.each(horizons)('finite horizon, case %i, %s', (_i, backup, c) => {
  const mdp = goldenMdp(c);
  const solution = finiteHorizon({
    mdp,
    reward: flat(c.reward),
    horizon: c.horizon,
    discount: 1,
    temperature: c.temperature,
    prior: c.prior === null ? null : flat(c.prior),
    backup,
  });
  const expected = c[backup];
  expect(distance(solution.q, flat(expected.Q))).toBeLessThan(1e-12);
  expect(distance(solution.value, flat(expected.V))).toBeLessThan(1e-12);
  expect(distance(solution.policy, flat(expected.policy))).toBeLessThan(1e-12);
  const marginals = finiteMarginals({ mdp, solution });
  expect(distance(marginals, flat(expected.marginals))).toBeLessThan(1e-12);
  const layer = c.nStates * c.nActions;
  const summed = new Float64Array(layer);
  for (let i = 0; i < marginals.length; i++) summed[i % layer] += marginals[i];
  expect(distance(stateVisits({ mdp, solution }).stateAction, summed)).toBeLessThan(1e-12);
  if (expected.logPartition !== undefined)
    expect(logPartition({ mdp, value: solution.value, temperature: c.temperature })).toBeCloseTo(
      expected.logPartition,
      12,
    );
});

test('the lottery: the posterior buys the ticket far more often than a causal planner', () => {
  const buys = (backup: 'posterior' | 'causal') => finite.lottery[backup].policy[0][0][0];
  expect(buys('posterior')).toBeGreaterThan(1e4 * buys('causal'));
});

test('Sutton and Barto, figures 3.2 and 3.5', () => {
  const c = golden<
    GoldenMdp & {
      readonly gamma: number;
      readonly reward: number[][];
      readonly randomPolicyValue: number[];
      readonly optimalValue: number[];
    }
  >('sutton-gridworld');
  const problem = {
    mdp: goldenMdp(c),
    reward: flat(c.reward),
    discount: c.gamma,
    tolerance: 1e-10,
    maxIterations: 10_000,
  };
  const equiprobable = new Float64Array(100).fill(0.25);
  expect(
    distance(policyEvaluation({ ...problem, policy: equiprobable }).value, c.randomPolicyValue),
  ).toBeLessThan(1e-9);
  expect(distance(valueIteration(problem).value, c.optimalValue)).toBeLessThan(1e-9);
  expect(distance(policyIteration(problem).value, c.optimalValue)).toBeLessThan(1e-9);
});
