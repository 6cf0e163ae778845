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

/** Draws of the sampler that a normal is fitted to. */
export interface Fit {
  /** u [rows * count * m]. */
  readonly u: Float32Array;
  readonly count: number;
}

/** The fitted normal is so much wider than the draws, so that its tails cover those of exp(Q/α). */
const widening = 1.5;
/** No normal is narrower than this: what has collapsed could not be found again. */
const narrowest = 0.02;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** Whether proposals of this kind need draws of the sampler. */
export const needsFit = (kind: 'uniform' | 'fitted', { half }: ActionRange): boolean =>
  kind === 'fitted' || half.some((h) => h === null);

/**
 * `count` actions for each row. Number by number: even over [-1, 1] in y, so log q = -log 2h; or u ~ N(mean, (1.5 sd)²) of
 * the sampler's draws, so log q = log N(u) - log |da/du|. The numbers of an action are drawn independently.
 *
 * @param fit null where {@link needsFit} says so
 */
export function propose(
  kind: 'uniform' | 'fitted',
  shape: { readonly rows: number; readonly count: number },
  range: ActionRange,
  fit: Fit | null,
  random: Random,
): Proposals {
  const { rows, count } = shape;
  const { half } = range;
  const m = half.length;
  const y = new Float32Array(rows * count * m);
  const logDensity = new Float64Array(rows * count);
  for (let k = 0; k < m; k++) {
    const h = half[k];
    if (fit === null || (kind === 'uniform' && h !== null)) {
      for (let i = 0; i < rows * count; i++) {
        y[i * m + k] = 2 * random.uniform() - 1;
        logDensity[i] -= Math.LN2 + logHalf(h);
      }
      continue;
    }
    for (let row = 0; row < rows; row++) {
      const { mean, deviation } = momentsOf(fit, row, k, m);
      for (let j = 0, i = row * count; j < count; j++, i++) {
        const epsilon = random.normal();
        const u = mean + deviation * epsilon;
        y[i * m + k] = h === null ? u : Math.tanh(u);
        logDensity[i] -= epsilon ** 2 / 2 + halfLogTwoPi + Math.log(deviation) + logSlope(u, h);
      }
    }
  }
  return { y, logDensity };
}

function momentsOf({ u, count }: Fit, row: number, k: number, m: number) {
  let [sum, square] = [0, 0];
  for (let j = 0; j < count; j++) {
    const x = u[(row * count + j) * m + k];
    sum += x;
    square += x * x;
  }
  const mean = sum / count;
  const variance = Math.max(0, square / count - mean * mean) * (count / (count - 1));
  return { mean, deviation: Math.max(narrowest, widening * Math.sqrt(variance)) };
}
