import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { mean, variance } from '../../numerics/index.ts';
import { steinDescent, steinDirections } from './index.ts';
import { gaussian, mixture, normalsOf } from './testing/densities.ts';

test('the kernel term is the slope of the kernel, by central differences', () => {
  const random = Random.fromSeed(1);
  const [count, width] = [5, 3];
  const positions = normalsOf(count * width, random);
  const h = 1.7;
  const kernel = (x: Float64Array, i: number, j: number) => {
    let sum = 0;
    for (let d = 0; d < width; d++) sum += (x[i * width + d] - x[j * width + d]) ** 2;
    return Math.exp(-sum / h);
  };
  const scores = normalsOf(count * width, random);
  const found = steinDirections({
    groups: 1,
    count,
    width,
    positions,
    scores,
    bandwidth: { kind: 'fixed', value: h },
    self: 'included',
  });
  for (let i = 0; i < count; i++)
    for (let d = 0; d < width; d++) {
      let expected = 0;
      for (let j = 0; j < count; j++) {
        expected += kernel(positions, i, j) * scores[j * width + d];
        // ∂/∂x_j of k(x_j, x_i), x_i held where it is.
        if (j === i) continue;
        const [above, below] = [1e-5, -1e-5].map((step) => {
          const moved = positions.slice();
          moved[j * width + d] += step;
          return kernel(moved, i, j);
        });
        expected += (above - below) / 2e-5;
      }
      expect(found[i * width + d]).toBeCloseTo(expected / count, 8);
    }
});

test('the median rule: h = med²/log n, upper middle of an even number', () => {
  // Distances 1, 2, 3, 4, 6, 7 of four points on a line: the median is 4, h = 16 / log 4.
  const positions = Float64Array.of(0, 1, 3, 7);
  const shared = {
    groups: 1,
    count: 4,
    width: 1,
    positions,
    scores: Float64Array.of(1, -2, 0.5, 3),
  } as const;
  const byRule = steinDirections({ ...shared, bandwidth: { kind: 'median' }, self: 'included' });
  const byHand = steinDirections({
    ...shared,
    bandwidth: { kind: 'fixed', value: 16 / Math.log(4) },
    self: 'included',
  });
  expect(Array.from(byRule)).toEqual(Array.from(byHand));
});

test('groups do not see each other', () => {
  const random = Random.fromSeed(2);
  const shared = { count: 6, width: 2, bandwidth: { kind: 'median' }, self: 'left-out' } as const;
  const [positions, scores] = [normalsOf(36, random), normalsOf(36, random)];
  const together = steinDirections({ ...shared, groups: 3, positions, scores });
  const alone = [0, 1, 2].flatMap((g) => {
    const part = (x: Float64Array) => x.slice(g * 12, (g + 1) * 12);
    return Array.from(
      steinDirections({ ...shared, groups: 1, positions: part(positions), scores: part(scores) }),
    );
  });
  expect(Array.from(together)).toEqual(alone);
});

test('with the particle itself left out, the direction is unbiased at the target: zero on average (Stein’s identity)', () => {
  const random = Random.fromSeed(3);
  const [groups, count] = [20_000, 4];
  const positions = normalsOf(groups * count, random);
  const shared = {
    groups,
    count,
    width: 1,
    positions,
    scores: positions.map((x) => -x),
    bandwidth: { kind: 'fixed', value: 1 },
  } as const;
  const pull = (self: 'included' | 'left-out') =>
    mean(Array.from(steinDirections({ ...shared, self }), (phi, i) => phi * positions[i]));
  expect(Math.abs(pull('left-out'))).toBeLessThan(0.01);
  // Included, it adds E[x · score]/n = -1/n and the others count n - 1 times 1/n: a quarter here, inwards.
  expect(pull('included')).toBeCloseTo(-0.25, 1);
});

test('the moments of a Gaussian', () => {
  const target = gaussian(
    [1, -2],
    [
      [1, 0.6],
      [0.6, 2],
    ],
  );
  const particles = steinDescent({
    width: 2,
    score: target.score,
    start: normalsOf(2 * 120, Random.fromSeed(4)),
    bandwidth: { kind: 'median' },
    steps: 300,
    stepSize: 0.1,
    annealed: 0,
  });
  const [x, y] = [0, 1].map((d) => Float64Array.from({ length: 120 }, (_, i) => particles[2 * i + d]));
  expect(mean(x)).toBeCloseTo(1, 2);
  expect(mean(y)).toBeCloseTo(-2, 2);
  const covariance = mean(x.map((a, i) => (a - mean(x)) * (y[i] - mean(y))));
  // Finitely many particles stand a little closer together than the density has it: variances 5 to 6 % short with 120.
  expect(Math.abs(variance(x) - 1)).toBeLessThan(0.08);
  expect(Math.abs(variance(y) - 2)).toBeLessThan(0.16);
  expect(Math.abs(covariance - 0.6)).toBeLessThan(0.05);
});

test('Liu and Wang’s mixture in 1-D, from a start far off to one side: both modes, a third and two thirds', () => {
  const target = mixture([
    { weight: 1 / 3, mean: [-2], deviation: 1 },
    { weight: 2 / 3, mean: [2], deviation: 1 },
  ]);
  const particles = steinDescent({
    width: 1,
    score: target.score,
    start: normalsOf(120, Random.fromSeed(5)).map((x) => x - 10),
    bandwidth: { kind: 'median' },
    steps: 500,
    stepSize: 0.3,
    annealed: 0,
  });
  const weights = target.shares(particles);
  expect(Math.abs(weights[0] - 1 / 3)).toBeLessThan(0.1 / 3);
  expect(Math.abs(weights[1] - 2 / 3)).toBeLessThan(0.2 / 3);
  expect(Math.abs(mean(particles) - 2 / 3)).toBeLessThan(0.1);
  expect(Math.abs(variance(particles) - target.variance(0))).toBeLessThan(0.05 * target.variance(0));
});

test('a mixture of three in 2-D, unequal weights', () => {
  const target = mixture([
    { weight: 0.5, mean: [0, 1.5], deviation: 0.7 },
    { weight: 0.3, mean: [-1.3, -0.75], deviation: 0.7 },
    { weight: 0.2, mean: [1.3, -0.75], deviation: 0.7 },
  ]);
  const particles = steinDescent({
    width: 2,
    score: target.score,
    start: normalsOf(2 * 120, Random.fromSeed(6)).map((x) => 2 * x),
    bandwidth: { kind: 'median' },
    steps: 500,
    stepSize: 0.1,
    annealed: 0.3,
  });
  const weights = target.shares(particles);
  [0.5, 0.3, 0.2].forEach((weight, k) => {
    expect(Math.abs(weights[k] - weight)).toBeLessThan(0.1 * weight);
  });
});
