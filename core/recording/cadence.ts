import type { Cadence } from '../contract/index.ts';

/**
 * How evenly steps came.
 *
 * Gaps are the differences of successive times; the achieved rate is (T-1) / (t_{T-1} - t_0) steps per second, jitter
 * the standard deviation of the gaps in milliseconds, and a step is late when it comes more than half a period after
 * its tick t_0 + k * 1000 / targetRate. Fewer than two steps have rate and jitter 0. Turn-based takes
 * (`targetRate` null) have no ticks to be late for.
 *
 * @param times [T] milliseconds since the take began, not falling
 * @param targetRate steps per second, or null
 */
export function cadence(times: Float32Array, targetRate: number | null): Cadence {
  const count = times.length;
  if (count < 2) return { targetRate, achievedRate: 0, jitter: 0, lateTicks: 0 };
  const gaps = Float64Array.from({ length: count - 1 }, (_, k) => times[k + 1] - times[k]);
  const span = times[count - 1] - times[0];
  const mean = span / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  let lateTicks = 0;
  if (targetRate !== null) {
    const period = 1000 / targetRate;
    for (let k = 0; k < count; k++) if (times[k] - times[0] - k * period > period / 2) lateTicks++;
  }
  return {
    targetRate,
    achievedRate: span > 0 ? (1000 * gaps.length) / span : 0,
    jitter: Math.sqrt(variance),
    lateTicks,
  };
}
