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
