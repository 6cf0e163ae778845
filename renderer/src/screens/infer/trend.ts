/** Where a curve is heading. */

export type Trend = 'rising' | 'falling' | 'level' | 'unknown';

/**
 * The trend over the last quarter of the reported values (3 of them at least). A change counts when it exceeds `tolerance`
 * times the larger end of that stretch (`relative`) or times the range of the whole curve (`range`).
 */
export function trendOf(values: Float64Array, against: 'relative' | 'range', tolerance: number): Trend {
  const reported = values.filter(Number.isFinite);
  if (reported.length < 3) return 'unknown';
  const count = Math.max(3, Math.ceil(reported.length / 4));
  const first = reported[reported.length - count];
  const last = reported[reported.length - 1];
  const size =
    against === 'relative'
      ? Math.max(Math.abs(first), Math.abs(last))
      : reported.reduce((a, b) => Math.max(a, b)) - reported.reduce((a, b) => Math.min(a, b));
  if (Math.abs(last - first) <= tolerance * size) return 'level';
  return last > first ? 'rising' : 'falling';
}

/**
 * The trend of a noisy curve: the mean of the last third of the reported values against that of the third before. It counts
 * when it exceeds two standard errors of their difference and 2 % of the curve's range; fewer than 9 values tell nothing.
 */
export function noisyTrendOf(values: Float64Array): Trend {
  const reported = values.filter(Number.isFinite);
  if (reported.length < 9) return 'unknown';
  const count = Math.floor(reported.length / 3);
  const last = momentsOf(reported.subarray(reported.length - count));
  const before = momentsOf(reported.subarray(reported.length - 2 * count, reported.length - count));
  const change = last.mean - before.mean;
  const error = Math.sqrt((last.variance + before.variance) / count);
  const range = reported.reduce((a, b) => Math.max(a, b)) - reported.reduce((a, b) => Math.min(a, b));
  if (Math.abs(change) <= Math.max(2 * error, 0.02 * range)) return 'level';
  return change > 0 ? 'rising' : 'falling';
}

/** Mean of the last third of the reported values, which steadies a noisy curve; null without any. */
export function recentMean(values: Float64Array): number | null {
  const reported = values.filter(Number.isFinite);
  if (reported.length === 0) return null;
  return momentsOf(reported.subarray(reported.length - Math.max(1, Math.floor(reported.length / 3)))).mean;
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}
