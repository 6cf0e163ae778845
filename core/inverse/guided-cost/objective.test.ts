import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { holdConstant, type RewardBatch, rewardGradient } from './objective.ts';
import { estimatePartition, gradientShares, logMixture } from './partition.ts';
import { size } from './regularisers.ts';
import { drawProbes, gradientPenalty } from './slopes.ts';
import { concatRows } from './trajectories.ts';

/** Five trajectories of different lengths with two inputs a row; the first two are demonstrations. */
function batch(seed: number): RewardBatch {
  const random = Random.fromSeed(seed);
  const parts = [4, 6, 5, 3, 6].map((steps, j) => {
    const rows = j === 3 ? steps + 1 : steps;
    const times = new Float64Array(rows).fill(1);
    if (j === 3) times[steps] = 3;
    return { inputs: Float32Array.from({ length: 2 * rows }, () => random.normal()), times, steps };
  });
  return {
    rows: concatRows(parts),
    demonstrations: 2,
    logMixture: Float64Array.from(parts, () => random.normal()),
    values: Float64Array.from(parts, () => random.normal()),
    probes: drawProbes(concatRows(parts), 2, 6, random),
  };
}

const all = { localConstantRate: 0.3, monotonic: 2, size: 0.7, slope: 0.05, l2: 0.1 };

test('the gradient is that of the loss with all penalties, by central differences', async () => {
  const engine = await createFusedEngine();
  const network = engine.create({
    shape: { inputs: 2, hidden: [5], outputs: 1, activation: 'tanh' },
    seed: 3,
    outputScale: 3,
  });
  const b = batch(1);
  const loss = () => {
    const { logLikelihood, regularisers } = rewardGradient(network, b, all, 'off');
    const squares = network.parameters().reduce((sum, p) => sum + p * p, 0);
    return -logLikelihood + regularisers + (all.l2 / 2) * squares;
  };
  loss();
  const gradient = network.gradient();
  const parameters = network.parameters();
  const h = 1e-2;
  parameters.forEach((x, i) => {
    const at = (value: number) => {
      const moved = parameters.slice();
      moved[i] = value;
      network.setParameters(moved);
      return loss();
    };
    const slope = (at(x + h) - at(x - h)) / (2 * h);
    expect(Math.abs(gradient[i] - slope)).toBeLessThan(0.01 * Math.max(1, Math.abs(slope)));
  });
  engine.dispose();
});

test('each penalty bites', async () => {
  const engine = await createFusedEngine();
  const network = engine.create({
    shape: { inputs: 2, hidden: [5], outputs: 1, activation: 'tanh' },
    seed: 3,
    outputScale: 3,
  });
  const none = { localConstantRate: 0, monotonic: 0, size: 0, slope: 0, l2: 0 };
  const value = (penalties: typeof none) => rewardGradient(network, batch(1), penalties, 'off').regularisers;
  expect(value(none)).toBe(0);
  expect(value({ ...none, localConstantRate: 1 })).toBeGreaterThan(0.1);
  expect(value({ ...none, monotonic: 1 })).toBeGreaterThan(0.1);
  expect(value({ ...none, size: 1 })).toBeGreaterThan(0.1);
  expect(value({ ...none, slope: 1 })).toBeGreaterThan(0.1);
  engine.dispose();
});

test('the gradient penalty counts as often as an episode collects rewards, the rest after its end included', async () => {
  const engine = await createFusedEngine();
  const shape = { inputs: 2, hidden: [5], outputs: 1, activation: 'tanh' } as const;
  const network = engine.create({ shape, seed: 3, outputScale: 3 });
  const b = batch(1);
  const only = { localConstantRate: 0, monotonic: 0, size: 0, slope: 0.5, l2: 0 };
  const { regularisers } = rewardGradient(network, b, only, 'off');
  const probes = b.probes!;
  const { value } = gradientPenalty(probes, network.predict(probes.inputs, 2 * probes.pairs));
  // 24 steps and 3 more of rest, in five episodes.
  expect(regularisers).toBeCloseTo(0.5 * (27 / 5) * value, 6);
  engine.dispose();
});

test('the penalty on the size balances at (d - p) / (λ (d + p))', () => {
  // Two places: demonstrations are 3 of 4 steps at the first, samples 1 of 4; each place has one reward.
  const at = [0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 0];
  const part = (from: number) => ({
    inputs: Float32Array.from(at.slice(from, from + 4)),
    times: new Float64Array(4).fill(1),
    steps: 4,
  });
  const rows = concatRows([part(0), part(4), part(8)]);
  const lambda = 0.5;
  const reward = [(3 - 1) / (lambda * (3 + 1)), (1 - 3) / (lambda * (1 + 3))];
  const { value, gradient } = size(
    rows,
    at.map((place) => reward[place]),
    1,
  );
  expect(value).toBeCloseTo(0.5 * 4 + 0.5 * 4, 12);
  for (const place of [0, 1]) {
    // Slope of -mean_demo R + mean_sample R + λ penalty by the reward of the place.
    const slope = at.reduce(
      (sum, one, row) => (one === place ? sum + (row < 4 ? -1 : 0.5) + lambda * gradient[row] : sum),
      0,
    );
    expect(slope).toBeCloseTo(0, 12);
  }
});

test('a constant is taken out of the gradient, and out of nothing else', async () => {
  const engine = await createFusedEngine();
  const network = engine.create({
    shape: { inputs: 2, hidden: [], outputs: 1, activation: 'tanh' },
    seed: 3,
    outputScale: 1,
  });
  rewardGradient(network, batch(2), all, 'off');
  const before = network.gradient();
  expect(Math.abs(before[2])).toBeGreaterThan(1e-3);
  holdConstant(network);
  expect(Array.from(network.gradient())).toEqual([before[0], before[1], 0]);
  engine.dispose();
});

test('clipped shares sum to 1; truncated ones are cut where one weight takes all', () => {
  const estimate = estimatePartition(Float64Array.of(0, 1, 20, 2, 0, 1, 1, 0, 0));
  expect(estimate.effectiveSampleSize).toBeCloseTo(1, 5);
  const sum = (x: Float64Array) => x.reduce((total, y) => total + y, 0);
  for (const clipping of ['off', 'truncate', 'even'] as const)
    expect(sum(gradientShares(estimate, 2, clipping))).toBeCloseTo(1, 12);
  expect(Array.from(gradientShares(estimate, 2, 'even'))).toEqual([0, 0, ...new Array(7).fill(1 / 7)]);
  const mild = estimatePartition(Float64Array.of(0, 0.1, 0.2, -0.1));
  gradientShares(mild, 1, 'truncate').forEach((share, j) => {
    expect(share).toBeCloseTo(mild.shares[j], 12);
  });
  const spread = estimatePartition(Float64Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0));
  const cut = gradientShares(spread, 1, 'truncate');
  expect(cut[0]).toBeLessThan(spread.shares[0]);
  expect(cut[0]).toBeGreaterThan(cut[1]);
});

test('a mixture is the log of the mean density, however small the densities', () => {
  expect(logMixture([Math.log(0.2), Math.log(0.6)], [1, 3])).toBeCloseTo(Math.log(0.25 * 0.2 + 0.75 * 0.6));
  expect(logMixture([-2000, -2001], [1, 1])).toBeCloseTo(-2000 + Math.log((1 + Math.exp(-1)) / 2), 9);
});
