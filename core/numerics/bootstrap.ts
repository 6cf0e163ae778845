import { Random } from '../base/random.ts';
import { quantile } from './statistics.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Resamples: each is a list of n indices drawn with replacement, handed to `statistic` (the array is reused). */
function resampled(
  n: number,
  resamples: number,
  seed: number,
  statistic: (indices: Int32Array) => number,
): Float64Array {
  const random = Random.fromSeed(seed);
  const indices = new Int32Array(n);
  const values = new Float64Array(resamples);
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < n; i++) indices[i] = random.integer(n);
    values[b] = statistic(indices);
  }
  return values;
}

/**
 * Percentile bootstrap interval (Efron) of a statistic of n items: for means and ratios.
 *
 * @param confidence in (0, 1), e.g. 0.95
 * @returns null for fewer than two items, which have no spread to resample
 */
export function percentileInterval(input: {
  n: number;
  resamples: number;
  confidence: number;
  seed: number;
  statistic: (indices: Int32Array) => number;
}): Interval | null {
  if (input.n < 2) return null;
  const values = resampled(input.n, input.resamples, input.seed, input.statistic).sort();
  const tail = (1 - input.confidence) / 2;
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) };
}

/**
 * Symmetric bootstrap interval: the value plus or minus the `confidence` quantile of |resampled - value|, cut to
 * [min, max]. For distances, whose resamples are biased upwards: it always holds the value and errs wide.
 */
export function symmetricInterval(input: {
  n: number;
  resamples: number;
  confidence: number;
  seed: number;
  statistic: (indices: Int32Array) => number;
  value: number;
  min: number;
  max: number;
}): Interval | null {
  if (input.n < 2) return null;
  const { value } = input;
  const values = resampled(input.n, input.resamples, input.seed, input.statistic);
  const radius = quantile(values.map((x) => Math.abs(x - value)).sort(), input.confidence);
  return { low: Math.max(input.min, value - radius), high: Math.min(input.max, value + radius) };
}
