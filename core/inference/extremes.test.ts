import { describe, expect, test } from 'vitest';
import { fromTransitions, type Transition } from '../mdp/index.ts';
import {
  discountedOccupancy,
  policyEvaluation,
  policyIteration,
  softPolicyEvaluation,
  softPolicyIteration,
  softQIteration,
  solveStationary,
  valueIteration,
} from './index.ts';
import { distance } from './testing/arbitrary.ts';

const limits = { tolerance: 1e-9, maxIterations: 200_000 };

/** A ring of n states with ends at 0 and n/2, slips, self-loops (action 2) and a state that nothing leads to. */
function ring(n: number) {
  const transitions: Transition[] = [];
  for (let s = 1; s < n; s++) {
    if (s === n / 2) continue;
    transitions.push([s, 0, (s + 1) % n, 0.9], [s, 0, s - 1, 0.1]);
    transitions.push([s, 1, s - 1, 0.9], [s, 1, (s + 1) % n, 0.1]);
    transitions.push([s, 2, s, 1]);
  }
  transitions.push([n, 0, 1, 1], [n, 1, n, 0.5], [n, 1, 2, 0.5], [n, 2, n, 1]);
  const initial = new Array<number>(n + 1).fill(0);
  initial[2] = 1;
  return fromTransitions({ stateCount: n + 1, actionCount: 3, transitions, initial, terminal: [0, n / 2] });
}

/** Costs of acting, and the rewards of the two ends. */
function rewards(n: number, cost: number, first: number, second: number): Float64Array {
  const reward = new Float64Array((n + 1) * 3).fill(cost);
  reward.fill(first, 0, 3);
  reward.fill(second, (n / 2) * 3, (n / 2) * 3 + 3);
  return reward;
}

describe.each([
  ['soft Q-iteration', softQIteration],
  ['soft policy iteration', softPolicyIteration],
] as const)('%s', (_name, solve) => {
  test.each(
    [1e-3, 1, 1e3].flatMap((temperature) =>
      [0, 0.5, 0.99].flatMap((discount) =>
        [1, 1e6, -1e6].map((size) => [temperature, discount, size] as const),
      ),
    ),
  )('temperature %d, discount %d, rewards of size %d', (temperature, discount, size) => {
    const mdp = ring(12);
    const reward = rewards(12, -Math.abs(size) / 100, size, size / 2);
    const solution = solve({ mdp, reward, discount, temperature, prior: null, ...limits });
    for (const numbers of [solution.q, solution.value, solution.policy])
      expect(numbers.every(Number.isFinite)).toBe(true);
    const largest = (Math.abs(size) + temperature * Math.log(3)) / (1 - discount);
    expect(Math.max(...solution.value.map(Math.abs))).toBeLessThanOrEqual(largest * (1 + 1e-9));
    for (let s = 0; s <= 12; s++) {
      const sum = solution.policy.slice(s * 3, s * 3 + 3).reduce((total, p) => total + p, 0);
      expect(sum).toBeCloseTo(mdp.terminal[s] === 1 ? 0 : 1, 12);
    }
  });

  test.each([1e-3, 0.1, 1, 1e3])(
    'no discount, temperature %d: costs that outweigh entropy',
    (temperature) => {
      const mdp = ring(12);
      // A step costs more than alpha log 3, the most entropy it can earn.
      const reward = rewards(12, -1.2 * temperature * Math.log(3), 5, -5);
      const solution = solve({ mdp, reward, discount: 1, temperature, prior: null, ...limits });
      expect(solution.value[0]).toBe(5);
      expect(solution.value[6]).toBe(-5);
      const other = softPolicyIteration({ mdp, reward, discount: 1, temperature, prior: null, ...limits });
      const scale = Math.max(1, temperature);
      expect(distance(solution.value, other.value)).toBeLessThan(1e-8 * scale);
      const occupancy = discountedOccupancy({ mdp, policy: solution.policy, discount: 1, tolerance: 1e-9 });
      expect(occupancy[0] + occupancy[6]).toBeCloseTo(1, 8);
      expect(occupancy[12]).toBe(0);
    },
  );

  test('no discount, and staying costs less than the entropy of choosing to: no finite answer', () => {
    const mdp = ring(12);
    expect(() =>
      solve({
        mdp,
        reward: rewards(12, 0, 5, 5),
        discount: 1,
        temperature: 1,
        prior: null,
        tolerance: 1e-9,
        maxIterations: 100_000,
      }),
    ).toThrow(expect.objectContaining({ code: 'NotConverged' }));
  });

  test('values beyond the range of doubles are an error, not an infinity', () => {
    const reward = rewards(12, 1e308, 0, 0);
    const problem = { mdp: ring(12), reward, discount: 0.99, temperature: 1, prior: null, ...limits };
    expect(() => solve(problem)).toThrow(
      expect.objectContaining({
        code: 'NotConverged',
        message: expect.stringMatching(/without end|could not be computed/),
      }),
    );
  });

  test('a terminal state is worth its reward for the first action, whatever the others say', () => {
    const mdp = ring(12);
    const reward = rewards(12, -1, 5, -5);
    reward[1] = 100;
    for (const temperature of [0, 1]) {
      const solution = solve({ mdp, reward, discount: 0.9, temperature, prior: null, ...limits });
      expect(solution.value[0]).toBe(5);
      expect([...solution.q.slice(0, 3)]).toEqual([5, 5, 5]);
    }
  });

  test('no discount: an absorbing state that is paid for ever has no finite value', () => {
    const transitions: Transition[] = [
      [0, 0, 1, 1],
      [1, 0, 1, 1],
    ];
    const mdp = fromTransitions({
      stateCount: 2,
      actionCount: 1,
      transitions,
      initial: [1, 0],
      terminal: [],
    });
    const problem = { mdp, reward: Float64Array.of(0, 1), discount: 1, temperature: 1, prior: null };
    expect(() => solve({ ...problem, ...limits })).toThrow(
      expect.objectContaining({
        code: 'NotConverged',
        message: expect.stringMatching(/without end|never ends/),
      }),
    );
  });

  test('no discount: an absorbing state that pays nothing is an end, worth 0, at any temperature', () => {
    const transitions: Transition[] = [
      [0, 0, 1, 1],
      [0, 1, 0, 0.5],
      [0, 1, 1, 0.5],
      [1, 0, 1, 1],
      [1, 1, 1, 1],
    ];
    const mdp = fromTransitions({
      stateCount: 2,
      actionCount: 2,
      transitions,
      initial: [1, 0],
      terminal: [],
    });
    const reward = Float64Array.of(-3, -2, 0, 0);
    const problem = { mdp, reward, discount: 1, prior: null, ...limits };
    const soft = solve({ ...problem, temperature: 1 });
    expect(soft.value[1]).toBe(0);
    // v = log(exp(-3) + exp(-2 + v/2)); with x = exp(v/2): x^2 = e^-3 + e^-2 x
    const x = (Math.exp(-2) + Math.sqrt(Math.exp(-4) + 4 * Math.exp(-3))) / 2;
    expect(soft.value[0]).toBeCloseTo(2 * Math.log(x), 8);
    expect(solve({ ...problem, temperature: 0 }).value[0]).toBeCloseTo(-3, 8);
  });
});

test('no discount, hard: value iteration and policy iteration agree, also when every way is as good', () => {
  const mdp = ring(12);
  for (const reward of [rewards(12, -1, 5, -5), rewards(12, 0, 1, 1), rewards(12, -1e6, 0, 1e6)]) {
    const problem = { mdp, reward, discount: 1, ...limits };
    const byValue = valueIteration(problem);
    const byPolicy = policyIteration(problem);
    const scale = Math.max(...byValue.value.map(Math.abs));
    expect(distance(byValue.value, byPolicy.value)).toBeLessThan(1e-8 * Math.max(1, scale));
  }
});

test('no discount: a policy that goes on for ever is worth nothing if it pays nothing, else has no value', () => {
  const mdp = ring(12);
  const staying = new Float64Array(39);
  for (let s = 0; s <= 12; s++) staying[s * 3 + 2] = 1;
  const about = { mdp, policy: staying, discount: 1, tolerance: 1e-9 };
  expect(policyEvaluation({ ...about, reward: rewards(12, 0, 1, 1) }).value[3]).toBe(0);
  expect(() => policyEvaluation({ ...about, reward: rewards(12, -1, 1, 1) })).toThrow(
    expect.objectContaining({ code: 'NotConverged' }),
  );
  expect(() => discountedOccupancy(about)).toThrow(expect.objectContaining({ code: 'NotConverged' }));
});

test('no discount: what goes on for ever where nobody comes does not stand in the way of the others', () => {
  const mdp = ring(12);
  const policy = new Float64Array(39);
  for (let s = 0; s < 12; s++) policy[s * 3] = 1;
  policy[12 * 3 + 2] = 1;
  const occupancy = discountedOccupancy({ mdp, policy, discount: 1, tolerance: 1e-9 });
  expect(occupancy[0] + occupancy[6]).toBeCloseTo(1, 8);
  expect(occupancy[12]).toBe(0);
});

test('a policy that does what the prior rules out is infinitely far from it', () => {
  const mdp = ring(12);
  const policy = new Float64Array(39).fill(1 / 3);
  const prior = new Float64Array(39).fill(1 / 3);
  prior[7] = 0;
  const about = { mdp, policy, prior, reward: rewards(12, -1, 5, 5), discount: 0.9, tolerance: 1e-9 };
  expect(() => softPolicyEvaluation({ ...about, temperature: 1 })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'policy[7]' }),
  );
  expect(softPolicyEvaluation({ ...about, temperature: 0 }).value.every(Number.isFinite)).toBe(true);
});

test.each([
  ['a row that sums to 0.9', (policy: Float64Array) => policy.fill(0.3), 'policy[3]'],
  ['a negative probability', (policy: Float64Array) => policy.fill(-1, 4, 5), 'policy[4]'],
])('a policy with %s is refused', (_what, spoil, where) => {
  const policy = new Float64Array(39).fill(1 / 3);
  spoil(policy);
  const about = { mdp: ring(12), policy, discount: 0.9, tolerance: 1e-9 };
  for (const evaluate of [
    () => policyEvaluation({ ...about, reward: rewards(12, -1, 5, 5) }),
    () => discountedOccupancy(about),
  ])
    expect(evaluate).toThrow(expect.objectContaining({ code: 'InvalidInput', where }));
});

test('too few iterations are an error, not a wrong answer', () => {
  const problem = {
    mdp: ring(12),
    reward: rewards(12, -1, 5, 5),
    discount: 0.99,
    temperature: 1,
    prior: null,
  };
  expect(() => softQIteration({ ...problem, tolerance: 1e-9, maxIterations: 3 })).toThrow(
    expect.objectContaining({ code: 'NotConverged' }),
  );
});

test.each([
  ['a NaN reward', { reward: new Float64Array(39).fill(Number.NaN) }, 'reward[0]'],
  ['a reward of the wrong length', { reward: new Float64Array(3) }, 'reward'],
  ['a discount above 1', { discount: 1.5 }, 'discount'],
  ['a NaN discount', { discount: Number.NaN }, 'discount'],
  ['a negative temperature', { temperature: -1 }, 'temperature'],
  ['an infinite temperature', { temperature: Number.POSITIVE_INFINITY }, 'temperature'],
  ['a negative prior', { prior: new Float64Array(39).fill(-1) }, 'prior[0]'],
  ['a prior that allows nothing', { prior: new Float64Array(39) }, 'prior[3]'],
  ['no tolerance', { tolerance: 0 }, 'tolerance'],
  ['no iterations', { maxIterations: 0 }, 'maxIterations'],
])('%s is refused, with its place', (_what, change, where) => {
  const problem = {
    mdp: ring(12),
    reward: rewards(12, -1, 5, 5),
    discount: 0.9,
    temperature: 1,
    prior: null,
    ...limits,
  };
  for (const solve of [softQIteration, softPolicyIteration])
    expect(() => solve({ ...problem, ...change })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where }),
    );
});

test.each([2, 3, 20])('a ring of %d states walked with certainty: visits at discounts close to 1', (n) => {
  const transitions = Array.from({ length: n }, (_, s): Transition => [s, 0, (s + 1) % n, 1]);
  const initial = Array.from({ length: n }, (_, s) => (s === 0 ? 1 : 0));
  const mdp = fromTransitions({ stateCount: n, actionCount: 1, transitions, initial, terminal: [] });
  const policy = new Float64Array(n).fill(1);
  for (const discount of [0.9999, 0.999999]) {
    const occupancy = discountedOccupancy({ mdp, policy, discount, tolerance: 1e-9 });
    // State s is visited at s, s + n, s + 2n, ...
    occupancy.forEach((visits, s) => {
      expect(visits * (1 - discount ** n)).toBeCloseTo(discount ** s, 9);
    });
  }
});

test.each([Number.MIN_VALUE, 1e-310])(
  'temperature %d, whose inverse is infinite, is nearly 0',
  (temperature) => {
    const mdp = ring(12);
    const reward = rewards(12, -0.1, 1, 2);
    const problem = { mdp, reward, discount: 0.9, ...limits };
    const soft = softQIteration({ ...problem, temperature, prior: null });
    expect(distance(soft.value, valueIteration(problem).value)).toBeLessThan(1e-9);
  },
);

test('where going on pays, the state that cannot end is named', () => {
  const transitions: Transition[] = [
    [0, 0, 2, 1],
    [1, 0, 1, 1],
  ];
  const mdp = fromTransitions({
    stateCount: 3,
    actionCount: 1,
    transitions,
    initial: [1, 0, 0],
    terminal: [2],
  });
  const reward = Float64Array.of(0, 1, 0);
  expect(() => valueIteration({ mdp, reward, discount: 1, ...limits })).toThrow(
    expect.objectContaining({ code: 'NotConverged', where: 'state 1' }),
  );
});

test.each([0, 1e-3, 1])(
  'begun by policy iteration, sweeps come to the same answer: temperature %d',
  (temperature) => {
    const mdp = ring(12);
    const problem = {
      mdp,
      reward: rewards(12, -0.1, 1, 2),
      discount: 0.995,
      temperature,
      prior: null,
      ...limits,
    };
    const quick = solveStationary(problem);
    const plain = softQIteration(problem);
    expect(distance(quick.value, plain.value)).toBeLessThan(2e-9);
    expect(distance(quick.policy, plain.policy)).toBeLessThan(1e-5);
    expect(quick.iterations).toBeLessThan(plain.iterations / 4);
  },
);
