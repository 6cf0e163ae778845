import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import {
  logSumExp,
  mean,
  pearson,
  percentileInterval,
  quantile,
  rankOfGram,
  ranks,
  solveContraction,
  spearman,
  symmetricEigen,
  symmetricInterval,
  variance,
  weightedLogSumExp,
} from './index.ts';

test('log-sum-exp: shift, extremes, emptiness', () => {
  expect(logSumExp([0, 0, 0], 0, 3)).toBeCloseTo(Math.log(3), 14);
  expect(logSumExp([1000, 1000], 0, 2)).toBeCloseTo(1000 + Math.LN2, 12);
  expect(logSumExp([-1e5, -1e5 + 1], 0, 2)).toBeCloseTo(-1e5 + Math.log(1 + Math.E), 10);
  expect(logSumExp([9, 1, 2, 9], 1, 2)).toBeCloseTo(Math.log(Math.E + Math.E ** 2), 14);
  expect(logSumExp([], 0, 0)).toBe(-Infinity);
  expect(logSumExp([-Infinity, 3], 0, 2)).toBe(3);
  expect(logSumExp([1, Number.NaN], 0, 2)).toBeNaN();
  expect(weightedLogSumExp([5, 1e9], [2, 0])).toBeCloseTo(5 + Math.LN2, 14);
});

test('statistics on numbers worked by hand', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(variance([1, 2, 6])).toBe(7);
  expect(variance([1])).toBeNaN();
  expect(quantile([10, 20, 30, 40], 0.5)).toBe(25);
  expect(quantile([10, 20, 30, 40], 1)).toBe(40);
  expect([...ranks([3, 1, 3, 2])]).toEqual([3.5, 1, 3.5, 2]);
  expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 14);
  expect(pearson([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 14);
  expect(pearson([1, 1, 1], [1, 3, 2])).toBeNaN();
  expect(pearson([0.1, 0.1, 0.1], [1, 3, 2])).toBeNaN();
  expect(spearman([1, 10, 100], [5, 6, 700])).toBeCloseTo(1, 14);
});

test('eigenvalues rebuild their matrix; vectors are orthonormal; ranks count', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
      const random = Random.fromSeed(seed);
      const rank = 1 + random.integer(n);
      const factor = Float64Array.from({ length: n * rank }, () => random.normal());
      const gram = new Float64Array(n * n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < rank; k++) gram[i * n + j] += factor[i * rank + k] * factor[j * rank + k];
        }
      }
      const { values, vectors } = symmetricEigen(gram, n);
      for (let i = 0; i < n; i++) {
        if (i > 0) expect(values[i]).toBeLessThanOrEqual(values[i - 1] + 1e-12);
        for (let j = 0; j < n; j++) {
          let rebuilt = 0;
          let product = 0;
          for (let k = 0; k < n; k++) {
            rebuilt += values[k] * vectors[i * n + k] * vectors[j * n + k];
            product += vectors[k * n + i] * vectors[k * n + j];
          }
          expect(rebuilt).toBeCloseTo(gram[i * n + j], 9);
          expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
        }
      }
      expect(rankOfGram(values, 1e-11)).toBe(rank);
    }),
    { seed: 4, numRuns: 60 },
  );
  expect(rankOfGram(new Float64Array(3), 1e-10)).toBe(0);
});

test('contractions are solved to rounding, also when the discount is close to 1', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(0, 0.5, 0.99, 0.9999),
      fc.integer({ min: 0, max: 1e6 }),
      (n, discount, seed) => {
        const random = Random.fromSeed(seed);
        const next = Int32Array.from({ length: 2 * n }, () => random.integer(n));
        const apply = (x: Float64Array, out: Float64Array) => {
          for (let i = 0; i < n; i++) out[i] = x[i] - 0.5 * discount * (x[next[2 * i]] + x[next[2 * i + 1]]);
        };
        const b = Float64Array.from({ length: n }, () => random.normal());
        const x = new Float64Array(n);
        solveContraction({ apply, b, x, tolerance: 1e-11, maxIterations: 1_000_000 });
        const check = new Float64Array(n);
        apply(x, check);
        const size = Math.max(1, ...x.map(Math.abs));
        for (let i = 0; i < n; i++) expect(Math.abs(check[i] - b[i])).toBeLessThan(1e-11 + 3e-15 * size);
      },
    ),
    { seed: 6 },
  );
});

test('where BiCGSTAB gets nowhere plain iteration still converges', () => {
  // Not linear, so that BiCGSTAB is lost; x <- b + 0.9 |x shifted| is a contraction all the same.
  const n = 7;
  const apply = (x: Float64Array, out: Float64Array) => {
    for (let i = 0; i < n; i++) out[i] = x[i] - 0.9 * Math.abs(x[(i + 1) % n]);
  };
  const random = Random.fromSeed(2);
  for (let trial = 0; trial < 20; trial++) {
    const b = Float64Array.from({ length: n }, () => random.normal());
    const x = new Float64Array(n);
    const left = solveContraction({ apply, b, x, tolerance: 1e-10, maxIterations: 100_000 });
    expect(left).toBeLessThanOrEqual(1e-10);
  }
});

test('bootstrap intervals cover the mean about as often as they say', () => {
  const random = Random.fromSeed(11);
  let covered = 0;
  for (let trial = 0; trial < 300; trial++) {
    const x = Float64Array.from({ length: 40 }, () => random.normal());
    const statistic = (indices: Int32Array) => indices.reduce((sum, i) => sum + x[i], 0) / indices.length;
    const interval = percentileInterval({ n: 40, resamples: 400, confidence: 0.95, seed: trial, statistic });
    if (interval !== null && interval.low <= 0 && interval.high >= 0) covered++;
  }
  expect(covered / 300).toBeGreaterThan(0.9);
  expect(covered / 300).toBeLessThan(0.99);
});

test('intervals: none of one item, seeded, cut to their range, around the value', () => {
  const statistic = (indices: Int32Array) => Math.abs(mean(Array.from(indices, (i) => [1, -1, 0.5][i])));
  const common = { resamples: 200, confidence: 0.95, seed: 3, statistic };
  expect(percentileInterval({ ...common, n: 1 })).toBeNull();
  const value = statistic(Int32Array.of(0, 1, 2));
  const interval = symmetricInterval({ ...common, n: 3, value, min: 0, max: 0.6 });
  expect(interval?.low).toBe(0);
  expect(interval?.high).toBe(0.6);
  expect(symmetricInterval({ ...common, n: 3, value, min: 0, max: 0.6 })).toEqual(interval);
});
