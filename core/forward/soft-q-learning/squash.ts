import type { ActionRange } from '../policies/action-range.ts';
import { logOneMinusTanhSquared } from '../policies/squashed-gaussian.ts';
import type { Reach } from './reach.ts';

/**
 * Three coordinates of one action: u, any real number, which samplers work in; y = tanh(u), which Q is given; and
 * a = c + h y of the environment. Where the action is unbounded all three are the same.
 */

/** y of rows of u, [rows * m]. */
export function squash(u: ArrayLike<number>, { half }: ActionRange): Float32Array {
  const m = half.length;
  return Float32Array.from(u, (x, i) => (half[i % m] === null ? x : Math.tanh(x)));
}

/** a of rows of y. */
export function toActions(y: Float32Array, { center, half }: ActionRange): Float32Array {
  const m = half.length;
  return y.map((x, i) => {
    const h = half[i % m];
    return h === null ? x : center[i % m] + h * x;
  });
}

/** y of rows of a; actions beyond a bound count as at it, which is where the environment clips them. */
export function fromActions(actions: Float32Array, { center, half }: ActionRange): Float32Array {
  const m = half.length;
  return actions.map((a, i) => {
    const h = half[i % m];
    return h === null ? a : Math.max(-1, Math.min(1, (a - center[i % m]) / h));
  });
}

/**
 * ∇_u log p(u|s) of p(u|s) ∝ exp(Q(s, y(u)) / α) |da/du|, the density of u whose action a is distributed as exp(Q/α):
 * the determinant h (1 - y²) belongs to it, and only with it are samples of u samples of a.
 *
 *     ∂/∂u = (1/α) ∂Q/∂y (1 - y²) - 2 y        and (1/α) ∂Q/∂y where the action is unbounded and within reach,
 *                                                -excess / deviation² where it is beyond, see `logWalls`.
 *
 * @param y [rows * m]
 * @param beyond [rows * m] see `excesses`; Q is that of y held within the reach
 * @param slope ∂Q/∂y of row i, number k, at slope[i * stride + offset + k]
 */
export function scoreOf(
  y: Float32Array,
  slope: { readonly values: Float32Array; readonly stride: number; readonly offset: number },
  { half }: ActionRange,
  temperature: number,
  reach: Reach | null,
  beyond: Float64Array,
): Float64Array {
  const m = half.length;
  const scores = new Float64Array(y.length);
  for (let at = 0, row = 0; at < y.length; row++)
    for (let k = 0; k < m; k++, at++) {
      const byY = slope.values[row * slope.stride + slope.offset + k] / temperature;
      if (half[k] !== null) scores[at] = byY * (1 - y[at] * y[at]) - 2 * y[at];
      else scores[at] = reach === null || beyond[at] === 0 ? byY : -beyond[at] / reach.deviation[k] ** 2;
    }
  return scores;
}

/** log |da/dy| and log |da/du| of one number. */
export const logHalf = (half: number | null): number => (half === null ? 0 : Math.log(half));
export const logSlope = (u: number, half: number | null): number =>
  half === null ? 0 : Math.log(half) + logOneMinusTanhSquared(u);
