import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { finiteHorizon, finiteMarginals, logPartition, stateMarginals, stateVisits } from './index.ts';
import {
  distance,
  randomMdp,
  randomPolicy,
  randomProblem,
  randomReward,
  seeds,
} from './testing/arbitrary.ts';
import { everyTrajectory, returnOf } from './testing/dense.ts';

const backups = ['posterior', 'causal'] as const;
const runs = { numRuns: 60 };

/** Sums a function of (t, s, a) over every trajectory, each with its weight. */
function tally(
  mdp: Parameters<typeof everyTrajectory>[0],
  horizon: number,
  weigh: (trajectory: ReturnType<typeof everyTrajectory>[number]) => number,
) {
  const layer = mdp.stateCount * mdp.actionCount;
  const marginals = new Float64Array(horizon * layer);
  const visits = new Float64Array(mdp.stateCount);
  let total = 0;
  for (const trajectory of everyTrajectory(mdp, horizon)) {
    const weight = weigh(trajectory);
    total += weight;
    trajectory.actions.forEach((a, t) => {
      marginals[t * layer + trajectory.states[t] * mdp.actionCount + a] += weight;
      visits[trajectory.states[t]] += weight;
    });
    const last = trajectory.states[trajectory.states.length - 1];
    if (mdp.terminal[last] === 1) visits[last] += weight;
  }
  return { total, marginals: marginals.map((m) => m / total), visits: visits.map((v) => v / total) };
}

test('posterior: log Z, marginals and visits are those of the enumerated p(trajectory | optimality)', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 3 }), (seed, horizon) => {
      const { mdp, reward, temperature, prior } = randomProblem(seed, 'stochastic');
      const solution = finiteHorizon({
        mdp,
        reward,
        horizon,
        discount: 1,
        temperature,
        prior,
        backup: 'posterior',
      });
      const truth = tally(mdp, horizon, (trajectory) => {
        let weight = trajectory.dynamics * Math.exp(returnOf(mdp, reward, trajectory) / temperature);
        if (prior !== null)
          trajectory.actions.forEach((a, t) => {
            weight *= prior[trajectory.states[t] * mdp.actionCount + a];
          });
        return weight;
      });
      expect(logPartition({ mdp, value: solution.value, temperature })).toBeCloseTo(
        temperature * Math.log(truth.total),
        9,
      );
      expect(distance(finiteMarginals({ mdp, solution }), truth.marginals)).toBeLessThan(1e-9);
      expect(distance(stateVisits({ mdp, solution }).state, truth.visits)).toBeLessThan(1e-9);
    }),
    runs,
  );
});

test('causal: marginals and visits are those of the enumerated trajectories of the policy', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 3 }), (seed, horizon) => {
      const { mdp, reward, temperature, prior, discount } = randomProblem(seed, 'stochastic');
      const solution = finiteHorizon({
        mdp,
        reward,
        horizon,
        discount,
        temperature,
        prior,
        backup: 'causal',
      });
      const layer = mdp.stateCount * mdp.actionCount;
      const truth = tally(mdp, horizon, ({ states, actions, dynamics }) =>
        actions.reduce(
          (p, a, t) => p * solution.policy[t * layer + states[t] * mdp.actionCount + a],
          dynamics,
        ),
      );
      expect(truth.total).toBeCloseTo(1, 9);
      expect(distance(finiteMarginals({ mdp, solution }), truth.marginals)).toBeLessThan(1e-9);
      expect(distance(stateVisits({ mdp, solution }).state, truth.visits)).toBeLessThan(1e-9);
    }),
    runs,
  );
});

test('causal: V_1 is the objective E[sum r - alpha log pi], and no other policy has more', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = Random.fromSeed(seed);
      const mdp = randomMdp(random, 'stochastic', 1);
      const reward = randomReward(random, mdp);
      const horizon = 3;
      const temperature = 0.7;
      const layer = mdp.stateCount * mdp.actionCount;
      const objective = (policy: Float64Array) =>
        everyTrajectory(mdp, horizon).reduce((sum, trajectory) => {
          let p = trajectory.dynamics;
          let surprise = 0;
          trajectory.actions.forEach((a, t) => {
            const taken = policy[t * layer + trajectory.states[t] * mdp.actionCount + a];
            p *= taken;
            surprise += Math.log(taken);
          });
          return sum + p * (returnOf(mdp, reward, trajectory) - temperature * surprise);
        }, 0);
      const solution = finiteHorizon({
        mdp,
        reward,
        horizon,
        discount: 1,
        temperature,
        prior: null,
        backup: 'causal',
      });
      const best = mdp.initial.reduce((sum, p, s) => sum + p * solution.value[s], 0);
      expect(objective(solution.policy)).toBeCloseTo(best, 9);
      const other = new Float64Array(horizon * layer);
      for (let t = 0; t < horizon; t++) other.set(randomPolicy(random, mdp), t * layer);
      const nearby = solution.policy.map((p, i) => 0.9 * p + 0.1 * other[i]);
      expect(objective(other)).toBeLessThanOrEqual(best + 1e-12);
      expect(objective(nearby)).toBeLessThanOrEqual(best + 1e-12);
    }),
    runs,
  );
});

test('where nothing is random, posterior and causal are the same, at any discount', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'deterministic'), horizon: 6 };
      const posterior = finiteHorizon({ ...problem, backup: 'posterior' });
      const causal = finiteHorizon({ ...problem, backup: 'causal' });
      expect(distance(posterior.q, causal.q)).toBeLessThan(1e-9);
      expect(distance(posterior.policy, causal.policy)).toBeLessThan(1e-9);
    }),
  );
});

test('the posterior is never less optimistic than the causal value', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'stochastic'), discount: 1, horizon: 5 };
      const posterior = finiteHorizon({ ...problem, backup: 'posterior' });
      const causal = finiteHorizon({ ...problem, backup: 'causal' });
      for (let i = 0; i < causal.value.length; i++)
        expect(posterior.value[i]).toBeGreaterThanOrEqual(causal.value[i] - 1e-9);
    }),
  );
});

test.each(backups)('%s: rows of the policy sum to 1 and V - Q/alpha is its logarithm', (backup) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'stochastic'), discount: 1, horizon: 4, backup };
      const { mdp, temperature, prior } = problem;
      const { q, value, policy } = finiteHorizon(problem);
      for (let row = 0; row < value.length; row++) {
        const s = row % mdp.stateCount;
        const actions = Array.from({ length: mdp.actionCount }, (_, a) => row * mdp.actionCount + a);
        const sum = actions.reduce((total, i) => total + policy[i], 0);
        expect(sum).toBeCloseTo(mdp.terminal[s] === 1 ? 0 : 1, 12);
        if (mdp.terminal[s] === 1) continue;
        for (const i of actions) {
          const weight = prior === null ? 1 : prior[i % (mdp.stateCount * mdp.actionCount)];
          expect(policy[i]).toBeCloseTo(weight * Math.exp((q[i] - value[row]) / temperature), 10);
        }
      }
    }),
  );
});

test.each(backups)('%s: a uniform prior shifts V by alpha log A a step and changes no policy', (backup) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = Random.fromSeed(seed);
      const mdp = randomMdp(random, 'stochastic', 0);
      const { actionCount, stateCount } = mdp;
      const horizon = 4;
      const temperature = 0.5;
      const rest = { mdp, reward: randomReward(random, mdp), horizon, discount: 1, temperature, backup };
      const plain = finiteHorizon({ ...rest, prior: null });
      const uniform = finiteHorizon({
        ...rest,
        prior: new Float64Array(stateCount * actionCount).fill(1 / actionCount),
      });
      expect(distance(plain.policy, uniform.policy)).toBeLessThan(1e-12);
      const left = (row: number) => horizon - Math.floor(row / stateCount);
      const shifted = uniform.value.map((v, row) => v + left(row) * temperature * Math.log(actionCount));
      expect(distance(plain.value, shifted)).toBeLessThan(1e-10);
    }),
  );
});

test.each(backups)('%s: as alpha goes to 0 the soft solution becomes the one at temperature 0', (backup) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = { ...randomProblem(seed, 'stochastic'), discount: 1, horizon: 4, backup };
      const hard = finiteHorizon({ ...problem, temperature: 0 });
      const soft = finiteHorizon({ ...problem, temperature: 1e-9 });
      expect(distance(hard.q, soft.q)).toBeLessThan(1e-6);
      expect(distance(hard.value, soft.value)).toBeLessThan(1e-6);
      // What is not best at temperature 0 is hardly ever done near it. (Ties may be shared differently.)
      for (let i = 0; i < hard.policy.length; i++)
        if (hard.policy[i] === 0) expect(soft.policy[i]).toBeLessThan(1e-3);
      const masses = finiteMarginals({ mdp: problem.mdp, solution: hard });
      expect(masses.every(Number.isFinite)).toBe(true);
    }),
    runs,
  );
});

test('every layer of the state marginals, with what has ended before, sums to 1', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(...backups), (seed, backup) => {
      const { mdp, reward, temperature, prior } = randomProblem(seed, 'stochastic');
      const horizon = 5;
      const solution = finiteHorizon({ mdp, reward, horizon, discount: 1, temperature, prior, backup });
      const states = stateMarginals({ mdp, solution });
      let ended = 0;
      for (let t = 0; t <= horizon; t++) {
        let layer = 0;
        let arrived = 0;
        for (let s = 0; s < mdp.stateCount; s++) {
          layer += states[t * mdp.stateCount + s];
          if (mdp.terminal[s] === 1) arrived += states[t * mdp.stateCount + s];
        }
        expect(layer + ended).toBeCloseTo(1, 10);
        ended += arrived;
      }
    }),
  );
});
