import type { Random } from '../../base/random.ts';
import type { ActionRange } from '../policies/action-range.ts';
import { logHalf, logSlope } from './squash.ts';

/** Actions to integrate over, and the density that they were drawn from. */
export interface Proposals {
  /** y [rows * count * m]. */
  readonly y: Float32Array;
  /** log q(a|s) [rows * count], a density over actions of the environment. */
  readonly logDensity: Float64Array;
}

/** Draws of the sampler that normals are fitted to, one for each row. */
export interface Fit {
  /** u [rows * count * m]. */
  readonly u: ArrayLike<number>;
  readonly count: number;
}

/** What {@link propose} is given. */
export interface ProposalRequest {
  readonly kind: 'uniform' | 'fitted';
  readonly rows: number;
  readonly count: number;
  readonly range: ActionRange;
  /** y [any * m] of actions that were taken: how far broad samples of unbounded numbers reach. */
  readonly taken: ArrayLike<number>;
  /** Null where {@link needsFit} says so. */
  readonly fit: Fit | null;
}

interface Normal {
  readonly mean: number;
  readonly deviation: number;
}

/** Normals are so much wider than what they are fitted to, so that their tails cover those of exp(Q/α). */
const widening = 1.5;
/** No normal is narrower than this: what has collapsed could not be found again. */
const narrowest = 0.02;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Whether proposals of this kind need draws of the sampler. */
export const needsFit = (kind: 'uniform' | 'fitted', { half }: ActionRange): boolean =>
  kind === 'fitted' || half.some((h) => h === null);

/**
 * `count` actions for each row, their numbers drawn independently: broadly, or half of them broadly and half near the
 * sampler where a fit is given. The density is that of the mixture whichever part an action came from (Veach and Guibas's
 * balance heuristic, 1995), so no weight exceeds twice that of the better part: a sampler that is wrong still, or too
 * narrow, cannot hide where exp(Q/α) is.
 *
 *     broad    y even over [-1, 1] where bounded, else normal with 1.5 times the deviation of all actions taken
 *     near     u normal with 1.5 times the deviation of the sampler's draws in this row; for `uniform`, where
 *              bounded, broad all the same
 */
export function propose(request: ProposalRequest, random: Random): Proposals {
  const { kind, rows, count, range, fit } = request;
  const { half } = range;
  const m = half.length;
  const y = new Float32Array(rows * count * m);
  const logDensity = new Float64Array(rows * count);
  const broad = half.map((h, k) => (h === null ? moments(request.taken, k, request.taken.length, m) : null));
  const near = fit === null ? 0 : count >> 1;
  for (let row = 0; row < rows; row++) {
    const fitted = half.map((h, k) =>
      fit === null || (kind === 'uniform' && h !== null)
        ? broad[k]
        : moments(fit.u, row * fit.count * m + k, (row + 1) * fit.count * m, m),
    );
    for (let j = 0, i = row * count; j < count; j++, i++) {
      const from = j < near ? fitted : broad;
      let [logNear, logBroad] = [0, 0];
      for (let k = 0; k < m; k++) {
        const normal = from[k];
        const u =
          normal === null
            ? Math.atanh(2 * random.uniform() - 1)
            : normal.mean + normal.deviation * random.normal();
        y[i * m + k] = half[k] === null ? u : Math.tanh(u);
        logNear += logDensityOf(fitted[k], u, half[k]);
        logBroad += logDensityOf(broad[k], u, half[k]);
      }
      logDensity[i] = near === 0 ? logBroad : mixed(logNear, near / count, logBroad);
    }
  }
  return { y, logDensity };
}

/** log q(a) of one number: a normal over u, or even over y where there is none. */
function logDensityOf(normal: Normal | null, u: number, half: number | null): number {
  if (normal === null) return -Math.LN2 - logHalf(half);
  const z = (u - normal.mean) / normal.deviation;
  return -(z ** 2) / 2 - halfLogTwoPi - Math.log(normal.deviation) - logSlope(u, half);
}

/** log (share e^a + (1 - share) e^b) */
function mixed(a: number, share: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log(share * Math.exp(a - most) + (1 - share) * Math.exp(b - most));
}

/** The widened normal of every m-th value from `first` up to `end`. */
function moments(values: ArrayLike<number>, first: number, end: number, m: number): Normal {
  let [sum, square, count] = [0, 0, 0];
  for (let at = first; at < end; at += m, count++) {
    sum += values[at];
    square += values[at] * values[at];
  }
  const mean = sum / count;
  const variance = Math.max(0, square / count - mean * mean) * (count / Math.max(1, count - 1));
  return { mean, deviation: Math.max(narrowest, widening * Math.sqrt(variance)) };
}
