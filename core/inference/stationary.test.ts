import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { fromTransitions } from '../mdp/index.ts';
import {
  discountedOccupancy,
  policyEvaluation,
  policyIteration,
  SoftPolicySolver,
  SoftQSolver,
  softPolicyEvaluation,
  softPolicyIteration,
  softQIteration,
  stateActionOccupancy,
  valueIteration,
} from './index.ts';
import {
  distance,
  randomMdp,
  randomPolicy,
  randomProblem,
  randomReward,
  seeds,
} from './testing/arbitrary.ts';
import { denseChain, solveDense } from './testing/dense.ts';

const limits = { tolerance: 1e-10, maxIterations: 100_000 };

/** I - discount M, with the rows of terminal states those of the identity. */
const system = (chain: number[][], discount: number) =>
  chain.map((row, s) => row.map((p, next) => (s === next ? 1 : 0) - discount * p));

test('policy evaluation, hard and soft, is the solution of the dense linear system', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { mdp, reward, discount, temperature } = randomProblem(seed, 'stochastic');
      const random = Random.fromSeed(seed + 1);
      const policy = randomPolicy(random, mdp);
      const prior = randomPolicy(random, mdp);
      const pay = (alpha: number) =>
        Array.from({ length: mdp.stateCount }, (_, s) => {
          if (mdp.terminal[s] === 1) return reward[s * mdp.actionCount];
          let sum = 0;
          for (let i = s * mdp.actionCount; i < (s + 1) * mdp.actionCount; i++)
            sum += policy[i] * (reward[i] - alpha * Math.log(policy[i] / prior[i]));
          return sum;
        });
      const dense = system(denseChain(mdp, policy), discount);
      const about = { mdp, reward, policy, discount, tolerance: 1e-11 };
      expect(distance(policyEvaluation(about).value, solveDense(dense, pay(0)))).toBeLessThan(1e-9);
      const soft = softPolicyEvaluation({ ...about, temperature, prior });
      expect(distance(soft.value, solveDense(dense, pay(temperature)))).toBeLessThan(1e-9);
      // V = sum_a pi (Q - alpha log pi/prior)
      for (let s = 0; s < mdp.stateCount; s++) {
        if (mdp.terminal[s] === 1) continue;
        let sum = 0;
        for (let i = s * mdp.actionCount; i < (s + 1) * mdp.actionCount; i++)
          sum += policy[i] * (soft.q[i] - temperature * Math.log(policy[i] / prior[i]));
        expect(soft.value[s]).toBeCloseTo(sum, 9);
      }
    }),
  );
});

test('occupancy is the solution of the dense system, sums to 1/(1-gamma), and pairs with values', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { mdp, reward, discount } = randomProblem(seed, 'stochastic');
      const policy = randomPolicy(Random.fromSeed(seed + 1), mdp);
      const chain = system(denseChain(mdp, policy), discount);
      const transposed = chain.map((row, i) => row.map((_, j) => chain[j][i]));
      const about = { mdp, policy, discount, tolerance: 1e-11 };
      const occupancy = discountedOccupancy(about);
      expect(distance(occupancy, solveDense(transposed, [...mdp.initial]))).toBeLessThan(1e-9);
      if (!mdp.terminal.includes(1))
        expect(occupancy.reduce((sum, d) => sum + d, 0)).toBeCloseTo(1 / (1 - discount), 9);
      // sum_s p0 V = sum_{s,a} d r + arrivals in terminal states
      const { value } = policyEvaluation({ mdp, reward, policy, discount, tolerance: 1e-11 });
      let paid = 0;
      stateActionOccupancy(about).forEach((d, i) => {
        paid += d * reward[i];
      });
      for (let s = 0; s < mdp.stateCount; s++)
        if (mdp.terminal[s] === 1) paid += occupancy[s] * reward[s * mdp.actionCount];
      expect(mdp.initial.reduce((sum, p, s) => sum + p * value[s], 0)).toBeCloseTo(paid, 8);
    }),
  );
});

test('the solution is a fixed point: V = soft max of Q, pi = prior exp((Q-V)/alpha), Q = r + gamma P V', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = randomProblem(seed, 'stochastic');
      const { mdp, temperature, prior, discount, reward } = problem;
      const { q, value, policy, errorBound } = softQIteration({ ...problem, ...limits });
      expect(errorBound).toBeLessThanOrEqual(1e-9);
      for (let s = 0; s < mdp.stateCount; s++) {
        if (mdp.terminal[s] === 1) {
          expect(value[s]).toBe(reward[s * mdp.actionCount]);
          continue;
        }
        let sum = 0;
        for (let i = s * mdp.actionCount; i < (s + 1) * mdp.actionCount; i++) {
          const weight = prior === null ? 1 : prior[i];
          expect(policy[i]).toBeCloseTo(weight * Math.exp((q[i] - value[s]) / temperature), 10);
          let backup = reward[i];
          for (let k = mdp.rowStart[i]; k < mdp.rowStart[i + 1]; k++)
            backup += discount * mdp.probability[k] * value[mdp.successor[k]];
          expect(q[i]).toBeCloseTo(backup, 8);
          sum += policy[i];
        }
        expect(sum).toBeCloseTo(1, 12);
      }
    }),
  );
});

test('soft Q-iteration and soft policy iteration agree, and each keeps its promised distance', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = randomProblem(seed, 'stochastic');
      const exact = softPolicyIteration({ ...problem, ...limits });
      expect(distance(softQIteration({ ...problem, ...limits }).value, exact.value)).toBeLessThan(1e-9);
      for (const tolerance of [1e-2, 1e-5]) {
        const rough = softQIteration({ ...problem, tolerance, maxIterations: 10_000 });
        expect(rough.errorBound).toBeLessThanOrEqual(tolerance);
        expect(distance(rough.value, exact.value)).toBeLessThanOrEqual(rough.errorBound + 1e-9);
      }
    }),
  );
});

test('soft policy iteration: the soft Q of each policy is at least that of the one before', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, hard) => {
      const drawn = randomProblem(seed, 'stochastic');
      const problem = { ...drawn, temperature: hard ? 0 : drawn.temperature, tolerance: 1e-9 };
      const solver = new SoftPolicySolver(problem, null);
      let before: Float64Array | null = null;
      for (let round = 0; round < 50; round++) {
        const { converged } = solver.step();
        const { q } = solver.solution();
        if (before !== null)
          for (let i = 0; i < q.length; i++) expect(q[i]).toBeGreaterThanOrEqual(before[i] - 1e-8);
        before = q;
        if (converged) return;
      }
      throw new Error('did not converge in 50 rounds');
    }),
  );
});

test('no other policy has a greater soft value', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'stochastic'), prior: null, ...limits };
      const { value } = softQIteration(problem);
      const policy = randomPolicy(Random.fromSeed(seed + 1), problem.mdp);
      const other = softPolicyEvaluation({ ...problem, policy });
      for (let s = 0; s < value.length; s++) expect(other.value[s]).toBeLessThanOrEqual(value[s] + 1e-9);
    }),
  );
});

test('as alpha goes to 0 the soft solution becomes the hard one', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'stochastic'), prior: null, ...limits };
      const hard = valueIteration(problem);
      const { actionCount } = problem.mdp;
      for (const temperature of [1e-1, 1e-3, 1e-6]) {
        const soft = softQIteration({ ...problem, temperature });
        const most = (temperature * Math.log(actionCount)) / (1 - problem.discount);
        for (let s = 0; s < hard.value.length; s++) {
          expect(soft.value[s]).toBeGreaterThanOrEqual(hard.value[s] - 1e-9);
          expect(soft.value[s]).toBeLessThanOrEqual(hard.value[s] + most + 1e-9);
        }
      }
      expect(distance(policyIteration(problem).value, hard.value)).toBeLessThan(1e-9);
    }),
  );
});

test('a uniform prior differs from none by alpha log A a step and by nothing in the policy', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = Random.fromSeed(seed);
      const mdp = randomMdp(random, 'stochastic', 0);
      const uniform = new Float64Array(mdp.stateCount * mdp.actionCount).fill(1 / mdp.actionCount);
      const problem = { mdp, reward: randomReward(random, mdp), discount: 0.9, temperature: 0.7, ...limits };
      const without = softQIteration({ ...problem, prior: null });
      const withIt = softQIteration({ ...problem, prior: uniform });
      const shift = (0.7 * Math.log(mdp.actionCount)) / (1 - 0.9);
      expect(distance(without.policy, withIt.policy)).toBeLessThan(1e-9);
      expect(
        distance(
          without.value,
          withIt.value.map((v) => v + shift),
        ),
      ).toBeLessThan(1e-8);
    }),
  );
});

test('equally good actions share the hard policy, in proportion to the prior', () => {
  const mdp = fromTransitions({
    stateCount: 2,
    actionCount: 3,
    transitions: [
      [0, 0, 1, 1],
      [0, 1, 1, 1],
      [0, 2, 0, 1],
    ],
    initial: [1, 0],
    terminal: [1],
  });
  const reward = Float64Array.of(0, 0, 0, 1, 1, 1);
  const problem = { mdp, reward, discount: 0.9, temperature: 0, ...limits };
  expect([...softQIteration({ ...problem, prior: null }).policy.slice(0, 3)]).toEqual([0.5, 0.5, 0]);
  const prior = Float64Array.of(0.1, 0.3, 0.6, 1, 1, 1);
  const shared = softQIteration({ ...problem, prior }).policy;
  expect(shared[0]).toBeCloseTo(0.25, 12);
  expect(shared[1]).toBeCloseTo(0.75, 12);
});

describe('stepping', () => {
  const problem = { ...randomProblem(12, 'stochastic'), tolerance: 1e-10 };
  const solvers = [
    ['soft Q-iteration', SoftQSolver],
    ['soft policy iteration', SoftPolicySolver],
  ] as const;

  test.each(solvers)('%s goes on bit-exactly from a stored state', (_name, Solver) => {
    const straight = new Solver(problem, null);
    const first = new Solver(problem, null);
    for (let i = 0; i < 3; i++) {
      straight.step();
      first.step();
    }
    const stored = first.state();
    first.step(); // the stored copy must not move with its solver
    const resumed = new Solver(problem, stored);
    for (let i = 0; i < 4; i++) expect(resumed.step()).toEqual(straight.step());
    expect(resumed.solution()).toEqual(straight.solution());
  });

  test.each(solvers)('%s reports a bound that falls to the tolerance', (_name, Solver) => {
    const solver = new Solver(problem, null);
    let progress = solver.step();
    for (let i = 0; i < 10_000 && !progress.converged; i++) progress = solver.step();
    expect(progress.errorBound).toBeLessThanOrEqual(1e-10);
    expect(progress.iterations).toBe(solver.solution().iterations);
  });
});
