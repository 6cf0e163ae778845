/** How evenly a person's steps came. */
import type { Cadence } from '../../../../core/contract/demonstrations.ts';

/**
 * Cadence of a turn-based take: achieved rate (T-1) / (t_last - t_first) in steps per second, jitter as the standard
 * deviation of the gaps in milliseconds. There is no target to be late for. Fewer than two steps have rate and jitter 0.
 *
 * @param times milliseconds since the take began, not falling
 */
export function turnCadence(times: readonly number[]): Cadence {
  const gaps = times.slice(1).map((time, k) => time - times[k]);
  const span = gaps.reduce((sum, gap) => sum + gap, 0);
  if (gaps.length === 0 || span <= 0) return { targetRate: null, achievedRate: 0, jitter: 0, lateTicks: 0 };
  const mean = span / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return {
    targetRate: null,
    achievedRate: (1000 * gaps.length) / span,
    jitter: Math.sqrt(variance),
    lateTicks: 0,
  };
}

/**
 * Cadence of a take with a target: as {@link turnCadence}, and a tick is late when it comes more than half a period after
 * its moment t_0 + k * 1000 / rate. Times run only while the world does.
 *
 * @param times [T] milliseconds, not falling
 * @param rate steps per second that were aimed at
 */
export function tickCadence(times: readonly number[], rate: number): Cadence {
  const period = 1000 / rate;
  const late = times.filter((time, k) => time - times[0] - k * period > period / 2);
  return { ...turnCadence(times), targetRate: rate, lateTicks: late.length };
}
