/** Draws of a policy at one observation, as numbers to look at. */
import type { Space } from '../../../../core/environments/index.ts';
import { shares } from '../scene/action-mark.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** One number of many draws [n * width], [n]. */
export const columnOf = (draws: ArrayLike<number>, width: number, i: number): Float64Array =>
  Float64Array.from({ length: Math.floor(draws.length / width) }, (_, k) => draws[k * width + i]);

/**
 * The range that one number of an action is shown over: its bounds, or where it has none, of the draws and of the other
 * values that are shown, with a little room.
 */
export function shownRange(space: Space, i: number, values: ArrayLike<number>): Range {
  if (space.kind === 'discrete') return { low: -0.5, high: space.n - 0.5 };
  const [low, high] = [space.low[i], space.high[i]];
  if (Number.isFinite(low) && Number.isFinite(high)) return { low, high };
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < values.length; k++) {
    least = Math.min(least, values[k]);
    most = Math.max(most, values[k]);
  }
  if (least > most) return { low: -1, high: 1 };
  const spare = Math.max(0.05 * (most - least), 1e-3 * Math.max(1, Math.abs(most)));
  return { low: least - spare, high: most + spare };
}

/** Shares of the values in `bins` equal bins; values beyond the range count in the outermost. They sum to 1. */
export function binShares(values: ArrayLike<number>, { low, high }: Range, bins: number): Float64Array {
  const out = new Float64Array(bins);
  for (let k = 0; k < values.length; k++) {
    const bin = Math.floor(((values[k] - low) / (high - low)) * bins);
    out[Math.max(0, Math.min(bins - 1, bin))] += 1 / values.length;
  }
  return out;
}

/** Peaks lower than this share of the highest are noise of so few draws. */
const leastPeak = 0.25;
/** Between two peaks the density falls below this share of the lower one; chance alone does not reach so deep. */
const deepestSaddle = 0.5;
/** Bins that one draw is spread over, to either side. */
const reach = 6;
const deviation = 2;

/** Shares smoothed by a Gaussian of two bins, as high at the ends as in the middle. */
function smoothed(bins: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: bins.length }, (_, i) => {
    let sum = 0;
    let weight = 0;
    for (let d = -reach; d <= reach; d++) {
      if (i + d < 0 || i + d >= bins.length) continue;
      const w = Math.exp(-0.5 * (d / deviation) ** 2);
      sum += w * bins[i + d];
      weight += w;
    }
    return sum / weight;
  });
}

/** How many separate peaks shares in bins have, after smoothing: 1 for a bell, 2 for a policy of two minds. */
export function peakCount(bins: ArrayLike<number>): number {
  const density = smoothed(bins);
  const least = leastPeak * Math.max(...density);
  let peaks = 0;
  let top = 0;
  let valley = Number.POSITIVE_INFINITY;
  for (const value of density) {
    const rises = value >= least && (peaks === 0 || valley < deepestSaddle * Math.min(top, value));
    if (rises) {
      peaks++;
      top = value;
    }
    if (rises || value > top) {
      top = value;
      valley = value;
    } else valley = Math.min(valley, value);
  }
  return peaks;
}

/** Two-number draws as shares of the largest action [2 * n], in [-1, 1]; null for other widths and for indices. */
export function cloudShares(space: Space, draws: ArrayLike<number>): Float64Array | null {
  if (space.kind === 'discrete' || space.low.length !== 2) return null;
  const out = new Float64Array(draws.length);
  for (let k = 0; k + 1 < draws.length; k += 2) out.set(shares(space, [draws[k], draws[k + 1]]), k);
  return out;
}

/** Shares of n indices among draws, for policies that cannot tell their probabilities. */
export function indexShares(draws: ArrayLike<number>, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < draws.length; k++) out[draws[k]] += 1 / draws.length;
  return out;
}
