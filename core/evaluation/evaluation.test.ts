import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { randomFeatures, randomMdp, randomTrajectories } from '../inverse/maxent/testing/problems.ts';
import type { FiniteWorld } from '../mdp/world.ts';
import {
  comparePolicies,
  epicDistance,
  epicDistanceOfStateActions,
  expectedVisits,
  jensenShannon,
  optimalValue,
  policyValue,
  rollOut,
  stageOffset,
  totalVariation,
  trueReturn,
  uniformPolicy,
} from './index.ts';

const normals = (seed: number, n: number) => {
  const random = Random.fromSeed(seed);
  return Float64Array.from({ length: n }, () => random.normal());
};

/** A random policy table. */
function randomPolicy(seed: number, rows: number, actionCount: number): Float64Array {
  const out = normals(seed, rows * actionCount).map(Math.exp);
  for (let r = 0; r < rows; r++) {
    const row = out.subarray(r * actionCount, (r + 1) * actionCount);
    const total = row.reduce((sum, x) => sum + x, 0);
    for (let a = 0; a < actionCount; a++) row[a] /= total;
  }
  return out;
}

test('EPIC agrees with the reference, pair by pair', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../../tests/golden/epic-distance.json', import.meta.url), 'utf8'),
  ) as { nStates: number; nActions: number; gamma: number; rewards: number[][][][]; distance: number[][] };
  const space = { stateCount: golden.nStates, actionCount: golden.nActions, discount: golden.gamma };
  golden.rewards.forEach((first, i) => {
    golden.rewards.forEach((second, j) => {
      const pair = { first: Float64Array.from(first.flat(2)), second: Float64Array.from(second.flat(2)) };
      // Near 0 the square root turns rounding of 1e-16 into 1e-8.
      expect(Math.abs(epicDistance({ ...space, ...pair }) - golden.distance[i][j])).toBeLessThan(3e-8);
    });
  });
});

test('EPIC of state-action rewards in closed form is EPIC over all transitions', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, discount) => {
        const [S, A] = [5, 3];
        const space = { stateCount: S, actionCount: A, discount };
        const [first, second] = [normals(seed, S * A), normals(seed + 1, S * A)];
        const spread = (r: Float64Array) =>
          Float64Array.from({ length: S * A * S }, (_, i) => r[Math.trunc(i / S)]);
        const dense = epicDistance({ ...space, first: spread(first), second: spread(second) });
        expect(epicDistanceOfStateActions({ ...space, first, second })).toBeCloseTo(dense, 10);
      },
    ),
    { seed: 3 },
  );
});

test('total variation and Jensen-Shannon: extremes, symmetry, bounds', () => {
  const p = Float64Array.of(1, 0, 0);
  const q = Float64Array.of(0, 0.5, 0.5);
  expect(totalVariation(p, p)).toBe(0);
  expect(jensenShannon(p, p)).toBe(0);
  expect(totalVariation(p, q)).toBe(1);
  expect(jensenShannon(p, q)).toBeCloseTo(Math.LN2, 12);
  // Worked by hand: midpoint (3/8, 5/8).
  const wanted =
    0.5 * (0.5 * Math.log(4 / 3) + 0.5 * Math.log(4 / 5) + 0.25 * Math.log(2 / 3) + 0.75 * Math.log(6 / 5));
  expect(jensenShannon(Float64Array.of(0.5, 0.5), Float64Array.of(0.25, 0.75))).toBeCloseTo(wanted, 14);
  const r = Float64Array.of(0.2, 0.5, 0.3);
  expect(totalVariation(p, r)).toBeCloseTo(0.8, 12);
  expect(jensenShannon(p, r)).toBeCloseTo(jensenShannon(r, p), 12);
});

test('a shorter policy waits at its first step; a longer one starts at its first', () => {
  const mdp = randomMdp(1, 4, 2, 0);
  const layer = 8;
  const table = (horizon: number) => ({ horizon, policy: new Float64Array(horizon * layer) });
  expect([0, 1, 2, 3, 4].map((t) => stageOffset(mdp, table(3), 5, t) / layer)).toEqual([0, 0, 0, 1, 2]);
  expect([0, 1, 2].map((t) => stageOffset(mdp, table(5), 3, t) / layer)).toEqual([0, 1, 2]);
  expect(stageOffset(mdp, { horizon: 0, policy: new Float64Array(layer) }, 5, 4)).toBe(0);
});

test('exact values are the mean of many rollouts, terminal rewards collected once', () => {
  const mdp = randomMdp(5, 6, 3, 2);
  const reward = normals(6, 18);
  const table = { horizon: 4, policy: randomPolicy(7, 4 * 6, 3) };
  const exact = policyValue({ mdp, reward, table, steps: 4, discount: 1 });
  const { returns } = rollOut({ mdp, reward, table, steps: 4, seed: 1, count: 40_000 });
  const mean = returns.reduce((sum, x) => sum + x, 0) / returns.length;
  expect(Math.abs(mean - exact)).toBeLessThan(0.05);
});

test('the optimal value is the best of all deterministic policies by time step', () => {
  const mdp = randomMdp(8, 3, 2, 1);
  const reward = normals(9, 6);
  const steps = 3;
  let best = -Infinity;
  for (let code = 0; code < 2 ** (2 * steps); code++) {
    const policy = new Float64Array(steps * 6);
    for (let t = 0; t < steps; t++) {
      for (let s = 0; s < 2; s++) policy[t * 6 + s * 2 + ((code >> (t * 2 + s)) & 1)] = 1;
    }
    best = Math.max(
      best,
      policyValue({ mdp, reward, table: { horizon: steps, policy }, steps, discount: 0.9 }),
    );
  }
  expect(optimalValue({ mdp, reward, steps, discount: 0.9 })).toBeCloseTo(best, 12);
});

test('expected visits conserve probability: acts at each step plus everything that has arrived', () => {
  const mdp = randomMdp(10, 6, 2, 2);
  const table = uniformPolicy(mdp);
  for (const t of [0, 3]) {
    const weight = Float64Array.from({ length: 4 }, (_, i) => (i === t ? 1 : 0));
    const now = expectedVisits({ mdp, table, steps: 4, start: mdp.initial, weight });
    const before = Float64Array.from({ length: 4 }, (_, i) => (i < t ? 1 : 0));
    const past = expectedVisits({ mdp, table, steps: 4, start: mdp.initial, weight: before });
    const total = [...now.acts, ...past.arrivals].reduce((sum, x) => sum + x, 0);
    expect(total).toBeCloseTo(1, 12);
  }
});

function worldOf(seed: number, terminals: number, known: boolean): FiniteWorld {
  const mdp = randomMdp(seed, 8, 3, terminals);
  return {
    mdp,
    trueReward: known ? normals(seed + 1, 24) : null,
    features: randomFeatures(seed + 2, 8, 3),
    actions: [],
    stateNames: [],
    layout: null,
    maxSteps: 20,
  };
}

test('a comparison of a policy with its own rollouts finds them close, and random actions further', () => {
  const world = worldOf(20, 1, true);
  const { mdp } = world;
  const demonstrations = randomTrajectories(
    mdp,
    3,
    Array.from({ length: 400 }, () => 15),
  );
  const skewed = {
    horizon: 0,
    policy: randomPolicy(4, 8, 3).map((p, i) => (i % 3 === 0 ? 0.9 : 0.05) + 0 * p),
  };
  const out = comparePolicies({
    world,
    demonstrations,
    runs: [
      {
        runId: 'a',
        label: 'Same',
        policy: uniformPolicy(mdp),
        recoveredReward: world.trueReward,
        heldOut: [1, 2, 5],
        trainedOnThese: true,
      },
      {
        runId: 'b',
        label: 'Other',
        policy: skewed,
        recoveredReward: normals(9, 24),
        heldOut: null,
        trainedOnThese: true,
      },
    ],
    discount: 1,
    seed: 5,
    rollouts: 300,
  });
  const [same, other, truth, random] = out.rows;
  expect(out.rows.map((r) => r.subject.kind)).toEqual(['run', 'run', 'true-reward', 'random']);
  expect(same.logLikelihood.value).toBeCloseTo(-Math.log(3), 12);
  expect(same.logLikelihood.n).toBe(3);
  expect(same.totalVariation.value).toBeLessThan(other.totalVariation.value);
  expect(same.featureGap.value).toBeLessThan(other.featureGap.value);
  expect(same.jensenShannon.value).toBeLessThan(0.01);
  expect(same.epic).toBeCloseTo(0, 6);
  expect(same.pearson).toBeCloseTo(1, 12);
  expect(same.meanReturn).toEqual(random.meanReturn);
  expect(truth.valueDifference?.value).toBeGreaterThanOrEqual(-1e-12);
  expect(other.logLikelihood.value).toBeLessThan(same.logLikelihood.value);
  for (const row of out.rows) {
    for (const e of [
      row.featureGap,
      row.totalVariation,
      row.jensenShannon,
      row.logLikelihood,
      row.successRate,
    ]) {
      expect(e.low as number).toBeLessThanOrEqual(e.value + 1e-12);
      expect(e.high as number).toBeGreaterThanOrEqual(e.value - 1e-12);
    }
    expect(row.visitation.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
    expect(row.returns.length).toBe(300);
  }
  expect(out.expertReturns[0]).toBe(trueReturn(mdp, world.trueReward as Float64Array, demonstrations[0]));
  expect(out.remarks.join(' ')).toContain('Other is judged on demonstrations that it was trained on');
});

test('expected feature counts of cut-short demonstrations are those of the same length', () => {
  const world = worldOf(30, 0, false);
  const lengths = Array.from({ length: 1500 }, (_, i) => (i % 3 === 0 ? 4 : 12));
  const demonstrations = randomTrajectories(world.mdp, 3, lengths);
  const { rows } = comparePolicies({ world, demonstrations, runs: [], discount: 0.9, seed: 1, rollouts: 10 });
  const random = rows[rows.length - 1];
  expect(random.featureGap.value).toBeLessThan(0.2);
  expect(random.totalVariation.value).toBeLessThan(0.03);
});

test('unknown truth and a single demonstration: nulls, and no made-up intervals', () => {
  const world = worldOf(40, 0, false);
  const demonstrations = randomTrajectories(world.mdp, 3, [5]);
  const out = comparePolicies({ world, demonstrations, runs: [], discount: 1, seed: 1, rollouts: 10 });
  expect(out.rows.length).toBe(1);
  const [random] = out.rows;
  expect(random.valueDifference).toBeNull();
  expect(random.meanReturn).toBeNull();
  expect(random.returns.length).toBe(0);
  expect(random.featureGap.low).toBeNull();
  expect(out.expertReturns.length).toBe(0);
  expect(out.remarks.join(' ')).toContain('unknown');
});

test('the same seed gives the same comparison', () => {
  const world = worldOf(50, 1, true);
  const demonstrations = randomTrajectories(world.mdp, 3, [5, 6, 7, 8]);
  const run = () => comparePolicies({ world, demonstrations, runs: [], discount: 1, seed: 9, rollouts: 20 });
  expect(run()).toEqual(run());
});

test('feature counts hold the arrival in a terminal state, weighed like the step after the last', () => {
  const world = worldOf(60, 2, false);
  const demonstrations = randomTrajectories(
    world.mdp,
    3,
    Array.from({ length: 2000 }, () => 12),
  );
  const { rows } = comparePolicies({ world, demonstrations, runs: [], discount: 0.9, seed: 1, rollouts: 10 });
  expect(rows[rows.length - 1].featureGap.value).toBeLessThan(0.1);
});

test('distances of visitation count what demonstrations never did; likelihoods follow policies by time step', () => {
  const world = worldOf(70, 0, false);
  const { mdp } = world;
  const demonstrations = randomTrajectories(mdp, 3, [2, 2, 2]);
  const horizon = 2;
  const policy = randomPolicy(5, horizon * 8, 3);
  const run = { runId: 'a', label: 'A', policy: { horizon, policy }, recoveredReward: null, heldOut: null };
  const runs = [{ ...run, trainedOnThese: false }];
  const { rows } = comparePolicies({ world, demonstrations, runs, discount: 1, seed: 1, rollouts: 10 });
  const start = new Float64Array(8);
  const shown = new Float64Array(24);
  let likelihood = 0;
  for (const { states, actions } of demonstrations) {
    start[states[0]] += 1 / 3;
    actions.forEach((a, t) => {
      shown[states[t] * 3 + a] += 1 / 6;
      likelihood += Math.log(policy[t * 24 + states[t] * 3 + a]) / 6;
    });
  }
  const weight = Float64Array.of(1, 1);
  const { acts } = expectedVisits({ mdp, table: run.policy, steps: 2, start, weight });
  const expected = acts.map((x) => x / 2);
  expect(rows[0].totalVariation.value).toBeCloseTo(totalVariation(shown, expected), 12);
  expect(rows[0].jensenShannon.value).toBeCloseTo(jensenShannon(shown, expected), 12);
  expect(rows[0].logLikelihood.value).toBeCloseTo(likelihood, 12);
});
