/** Which of several estimates is best, when that can be said at all. */
import type { Estimate } from '../../../../core/contract/index.ts';

export type Direction = 'higher' | 'lower';

/** Whether two intervals have no point in common. Without an interval nobody can tell, so the answer is no. */
export function disjoint(a: Estimate, b: Estimate): boolean {
  if (a.low === null || a.high === null || b.low === null || b.high === null) return false;
  return a.high < b.low || b.high < a.low;
}

/**
 * Index of the significantly best estimate: better than every other, with an interval disjoint from every other's.
 * Null when there are fewer than two to compare, when a value is not finite or has no interval, or when intervals touch. Null entries are
 * left out.
 */
export function significantlyBest(
  estimates: readonly (Estimate | null)[],
  direction: Direction,
): number | null {
  const known = estimates.flatMap((estimate, index) => (estimate ? [{ estimate, index }] : []));
  if (known.length < 2 || known.some(({ estimate }) => !Number.isFinite(estimate.value))) return null;
  const sign = direction === 'higher' ? 1 : -1;
  const best = known.reduce((a, b) => (sign * b.estimate.value > sign * a.estimate.value ? b : a));
  const clear = known.every((other) => other === best || disjoint(best.estimate, other.estimate));
  return clear ? best.index : null;
}
