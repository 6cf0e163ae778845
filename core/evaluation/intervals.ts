/** The estimates of a comparison: point values with 95 % bootstrap intervals over demonstrations or rollouts. */
import { type Interval, mean, percentileInterval, symmetricInterval } from '../numerics/index.ts';
import type { ActCounts } from './demonstrated.ts';
import { jensenShannon, totalVariation } from './distances.ts';
import type { Estimate } from './types.ts';

const resamples = 1000;
const confidence = 0.95;

const estimate = (value: number, n: number, interval: Interval | null): Estimate => ({
  value,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
  n,
});

/** Sum of `total` over sum of `size`, resampling pairs. */
export function ratioEstimate(total: Float64Array, size: Float64Array, seed: number): Estimate {
  const statistic = (indices: ArrayLike<number>) => {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < indices.length; i++) {
      sum += total[indices[i]];
      count += size[indices[i]];
    }
    return sum / count;
  };
  const n = total.length;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  return estimate(statistic(all), n, percentileInterval({ n, resamples, confidence, seed, statistic }));
}

/** Mean with its percentile interval. */
export function meanEstimate(x: ArrayLike<number>, seed: number): Estimate {
  const values = Float64Array.from(x);
  const interval = ratioEstimate(values, new Float64Array(values.length).fill(1), seed);
  return { ...interval, value: mean(values) };
}

/**
 * Euclidean distance between the mean of vectors and a fixed one, resampling vectors.
 * With K_ij = (f_i - e).(f_j - e) the squared distance of a resample is the mean of K over its pairs.
 */
export function distanceEstimate(
  vectors: readonly Float64Array[],
  expected: Float64Array,
  seed: number,
): Estimate {
  const n = vectors.length;
  const width = expected.length;
  const centred = vectors.map((v) => v.map((x, f) => x - expected[f]));
  const useGram = n < width;
  const gram = new Float64Array(useGram ? n * n : 0);
  for (let i = 0; useGram && i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let f = 0; f < width; f++) sum += centred[i][f] * centred[j][f];
      gram[i * n + j] = sum;
      gram[j * n + i] = sum;
    }
  }
  const total = new Float64Array(width);
  const statistic = (indices: ArrayLike<number>) => {
    let squared = 0;
    if (useGram) {
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) squared += gram[indices[i] * n + indices[j]];
    } else {
      total.fill(0);
      for (let i = 0; i < n; i++) for (let f = 0; f < width; f++) total[f] += centred[indices[i]][f];
      for (let f = 0; f < width; f++) squared += total[f] * total[f];
    }
    return Math.sqrt(Math.max(0, squared)) / n;
  };
  const value = statistic(Int32Array.from({ length: n }, (_, i) => i));
  const limits = { value, min: 0, max: Infinity };
  return estimate(value, n, symmetricInterval({ n, resamples, confidence, seed, statistic, ...limits }));
}

/** Total variation and Jensen-Shannon divergence between demonstrated acts and a policy's expected acts [S*A]. */
export function actDistances(
  counts: ActCounts,
  expected: Float64Array,
  seed: number,
): { totalVariation: Estimate; jensenShannon: Estimate } {
  const { rows, perDemonstration } = counts;
  const n = perDemonstration.length;
  // Rows that no demonstration took are one last cell: there the demonstrations have nothing, so only its mass counts.
  const p = new Float64Array(rows.length + 1);
  const q = new Float64Array(rows.length + 1);
  rows.forEach((row, i) => {
    q[i] = expected[row];
  });
  const whole = expected.reduce((sum, x) => sum + x, 0);
  if (whole > 0) for (let i = 0; i < rows.length; i++) q[i] /= whole;
  q[rows.length] = Math.max(0, 1 - q.reduce((sum, x) => sum + x, 0));
  const shares = (indices: ArrayLike<number>) => {
    p.fill(0);
    let steps = 0;
    for (let i = 0; i < n; i++) {
      const { at, count } = perDemonstration[indices[i]];
      for (let k = 0; k < at.length; k++) {
        p[at[k]] += count[k];
        steps += count[k];
      }
    }
    for (let i = 0; i < rows.length; i++) p[i] /= steps;
  };
  const measure = (distance: (p: Float64Array, q: Float64Array) => number, max: number) => {
    const statistic = (indices: ArrayLike<number>) => {
      shares(indices);
      return distance(p, q);
    };
    const value = statistic(Int32Array.from({ length: n }, (_, i) => i));
    const limits = { value, min: 0, max };
    return estimate(value, n, symmetricInterval({ n, resamples, confidence, seed, statistic, ...limits }));
  };
  return { totalVariation: measure(totalVariation, 1), jensenShannon: measure(jensenShannon, Math.LN2) };
}
