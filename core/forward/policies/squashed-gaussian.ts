import { LabError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import type { ActionRange } from './action-range.ts';

/** log σ is kept within these: a narrower policy has no use for its noise, a wider one is uniform after tanh. */
export const logDeviationRange = { low: -10, high: 2 } as const;

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** Actions at the very edge are read as this far inside, where tanh still has an inverse in f32. */
const edge = 1 - 1e-6;

/** Draws of one batch and what their gradients need; every array is [rows * m] but `logDensity` [rows]. */
export interface GaussianSample {
  readonly rows: number;
  readonly actions: Float32Array;
  /** log π(a|s), a density in the environment's units. */
  readonly logDensity: Float32Array;
  /** ε ~ N(0, 1), σ, and y = tanh(u) (u itself where the action is unbounded). */
  readonly noise: Float32Array;
  readonly deviation: Float32Array;
  readonly squashed: Float32Array;
  /** 1 where log σ stands at a bound: no gradient passes there. */
  readonly clamped: Uint8Array;
}

/** log(1 - tanh²u) without cancellation: 2 (log 2 - u - softplus(-2u)). */
export function logOneMinusTanhSquared(u: number): number {
  const minusTwo = -2 * u;
  const softplus = minusTwo > 0 ? minusTwo + Math.log1p(Math.exp(-minusTwo)) : Math.log1p(Math.exp(minusTwo));
  return 2 * (Math.LN2 - u - softplus);
}

/**
 * Reparameterised draws from the squashed Gaussian (Haarnoja et al., 2018, appendix C), with u = μ + σ ε:
 *
 *     a = c + h tanh(u),   log π(a|s) = Σ_i [ -ε²/2 - log σ - ½ log 2π - log h - log(1 - tanh²u) ]
 *
 * and a = u without the last two terms where the action is unbounded.
 *
 * @param outputs [rows * 2m] a row is (μ [m], log σ [m])
 */
export function sampleGaussian(
  outputs: Float32Array,
  rows: number,
  range: ActionRange,
  random: Random,
): GaussianSample {
  const m = range.center.length;
  const noise = new Float32Array(rows * m);
  random.fillNormal(noise);
  return gaussianSampleOf(outputs, noise, rows, range);
}

/**
 * {@link sampleGaussian} for noise of one's own, [rows * m]. One exponential serves both: with e = exp(-2|u|),
 * tanh|u| = (1 - e)/(1 + e) and log(1 - tanh²u) = log 4 - 2|u| - 2 log(1 + e), without cancellation.
 */
export function gaussianSampleOf(
  outputs: Float32Array,
  noise: Float32Array,
  rows: number,
  range: ActionRange,
): GaussianSample {
  const m = range.center.length;
  const center = Float64Array.from(range.center);
  // 0 stands for unbounded.
  const half = Float64Array.from(range.half, (h) => h ?? 0);
  const constant = half.reduce((sum, h) => sum + halfLogTwoPi + (h === 0 ? 0 : Math.log(4 * h)), 0);
  const actions = new Float32Array(rows * m);
  const deviation = new Float32Array(rows * m);
  const squashed = new Float32Array(rows * m);
  const clamped = new Uint8Array(rows * m);
  const logDensity = new Float32Array(rows);
  const { low, high } = logDeviationRange;
  for (let row = 0, at = 0; row < rows; row++) {
    let sum = constant;
    // Π (1 + e): one logarithm serves them all, as long as the product is no larger than numbers are.
    let product = 1;
    for (let i = 0; i < m; i++, at++) {
      const raw = outputs[row * m + at + m];
      const logDeviation = raw > high ? high : raw < low ? low : raw;
      const sigma = Math.exp(logDeviation);
      const epsilon = noise[at];
      const u = outputs[row * m + at] + sigma * epsilon;
      if (raw !== logDeviation) clamped[at] = 1;
      deviation[at] = sigma;
      sum += epsilon * epsilon * 0.5 + logDeviation;
      if (half[i] === 0) {
        squashed[at] = u;
        actions[at] = u;
        continue;
      }
      const size = Math.abs(u);
      const e = Math.exp(-2 * size);
      const y = (u < 0 ? e - 1 : 1 - e) / (1 + e);
      squashed[at] = y;
      actions[at] = center[i] + half[i] * y;
      sum -= 2 * size;
      product *= 1 + e;
      if (product > 1e300) {
        sum -= 2 * Math.log(product);
        product = 1;
      }
    }
    logDensity[row] = 2 * Math.log(product) - sum;
  }
  return { rows, actions, logDensity, noise, deviation, squashed, clamped };
}

/**
 * Gradient by the network's outputs (μ, log σ) of Σ_rows [ byLogDensity · log π(a|s) + byAction · a ] through the draw
 * (the reparameterisation; a moves with μ and σ): with y = tanh(u),
 *
 *     ∂a/∂u = h (1 - y²),   ∂log π/∂u = 2y,   ∂log π/∂log σ = -1 + 2y σ ε,   ∂u/∂μ = 1,   ∂u/∂log σ = σ ε.
 *
 * @param byLogDensity the slope of the loss by each row's log density, the same for all rows
 * @param byAction [rows * m]
 * @returns [rows * 2m], for `backwardWeights`
 */
export function gradientThroughSample(
  { rows, noise, deviation, squashed, clamped }: GaussianSample,
  range: ActionRange,
  byLogDensity: number,
  byAction: Float32Array,
): Float32Array {
  const m = range.center.length;
  const gradient = new Float32Array(2 * rows * m);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < m; i++) {
      const at = row * m + i;
      const h = range.half[i];
      const y = squashed[at];
      const byU = h === null ? byAction[at] : byAction[at] * h * (1 - y * y) + byLogDensity * 2 * y;
      gradient[2 * row * m + i] = byU;
      if (clamped[at] === 0) gradient[2 * row * m + m + i] = byU * deviation[at] * noise[at] - byLogDensity;
    }
  return gradient;
}

/** Densities of given actions and the gradient of a weighted sum of them. */
export interface GaussianScore {
  /** [rows] log π(a|s). */
  readonly logDensity: Float64Array;
  /** Σ_rows weight · log π(a|s) by the outputs (μ, log σ), [rows * 2m]: the likelihood-ratio gradient, a held fixed. */
  gradient(weights: ArrayLike<number>): Float32Array;
}

/**
 * The log density of actions that somebody else chose, a held fixed: u = artanh((a - c)/h), z = (u - μ)/σ,
 * ∂log π/∂μ = z/σ, ∂log π/∂log σ = z² - 1.
 *
 * @param outputs [rows * 2m]
 * @param actions [rows * m] in the environment's units; those beyond a bound count as at it
 */
export function scoreGaussian(
  outputs: Float32Array,
  actions: ArrayLike<number>,
  rows: number,
  { center, half }: ActionRange,
): GaussianScore {
  const m = center.length;
  if (actions.length !== rows * m)
    throw new LabError('InvalidInput', `${actions.length} numbers are not ${rows} actions of ${m}.`, {
      where: 'actions',
    });
  const logDensity = new Float64Array(rows);
  const standard = new Float64Array(rows * m);
  const inverseDeviation = new Float64Array(rows * m);
  const clamped = new Uint8Array(rows * m);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < m; i++) {
      const at = row * m + i;
      const raw = outputs[2 * row * m + m + i];
      const logDeviation = Math.min(Math.max(raw, logDeviationRange.low), logDeviationRange.high);
      clamped[at] = raw === logDeviation ? 0 : 1;
      const h = half[i];
      let u = actions[at];
      if (h !== null) {
        const y = Math.min(Math.max((actions[at] - center[i]) / h, -edge), edge);
        u = Math.atanh(y);
        logDensity[row] -= Math.log(h) + logOneMinusTanhSquared(u);
      }
      inverseDeviation[at] = Math.exp(-logDeviation);
      standard[at] = (u - outputs[2 * row * m + i]) * inverseDeviation[at];
      logDensity[row] -= standard[at] ** 2 / 2 + logDeviation + halfLogTwoPi;
    }
  return {
    logDensity,
    gradient(weights) {
      const gradient = new Float32Array(2 * rows * m);
      for (let row = 0; row < rows; row++)
        for (let i = 0; i < m; i++) {
          const at = row * m + i;
          gradient[2 * row * m + i] = weights[row] * standard[at] * inverseDeviation[at];
          if (clamped[at] === 0) gradient[2 * row * m + m + i] = weights[row] * (standard[at] ** 2 - 1);
        }
      return gradient;
    },
  };
}
