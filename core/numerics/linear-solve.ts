import { addScaled, dot, maxAbs, norm } from './vectors.ts';

/** Residuals below this share of the numbers that make them are rounding. */
const rounding = 2e-15;

/** out = x - M x style operators: writes A x into `out`. */
export type LinearOperator = (x: Float64Array, out: Float64Array) => void;

/**
 * Solves A x = b for A = I - G with G a contraction (largest eigenvalue below 1), by BiCGSTAB (van der Vorst, 1992).
 * Where BiCGSTAB breaks down or stands still it goes on with x <- x + (b - A x), which such a G always makes converge.
 *
 * @param x start; the solution on return
 * @param tolerance on the largest component of b - A x
 * @returns the largest component of the residual that is left, 0 when it is rounding alone
 */
export function solveContraction(input: {
  apply: LinearOperator;
  b: Float64Array;
  x: Float64Array;
  tolerance: number;
  maxIterations: number;
}): number {
  const { apply, b, x, tolerance, maxIterations } = input;
  const n = b.length;
  const residual = new Float64Array(n);
  const refresh = () => {
    apply(x, residual);
    for (let i = 0; i < n; i++) residual[i] = b[i] - residual[i];
    // What rounding leaves of a residual cannot be improved on.
    const size = maxAbs(residual);
    return size <= rounding * Math.max(maxAbs(x), maxAbs(b)) ? 0 : size;
  };
  let size = refresh();
  let left = maxIterations;
  // Each round starts from the true residual; a round that gains little gives way to plain iteration.
  for (let round = 0; round < 8 && size > tolerance && left > 0; round++) {
    const before = x.slice();
    const sizeBefore = size;
    left -= bicgstab(apply, residual, x, tolerance, left);
    size = refresh();
    if (size <= tolerance) return size;
    if (!(size < 0.5 * sizeBefore)) {
      if (!(size <= sizeBefore)) x.set(before);
      size = refresh();
      break;
    }
  }
  for (; size > tolerance && left > 0; left--) {
    addScaled(x, 1, residual);
    size = refresh();
  }
  return size;
}

/** BiCGSTAB from x with residual r (a copy is kept); adds its correction to x; returns the iterations used. */
function bicgstab(
  apply: LinearOperator,
  start: Float64Array,
  x: Float64Array,
  tolerance: number,
  maxIterations: number,
): number {
  const n = x.length;
  const r = start.slice();
  const shadow = start.slice();
  const p = new Float64Array(n);
  const v = new Float64Array(n);
  const t = new Float64Array(n);
  let rho = 1;
  let alpha = 1;
  let omega = 1;
  const tiny = 1e-300;
  for (let k = 1; k <= maxIterations; k++) {
    const next = dot(shadow, r);
    if (Math.abs(next) < tiny || Math.abs(omega) < tiny) return k;
    const beta = (next / rho) * (alpha / omega);
    rho = next;
    for (let i = 0; i < n; i++) p[i] = r[i] + beta * (p[i] - omega * v[i]);
    apply(p, v);
    const projection = dot(shadow, v);
    if (Math.abs(projection) < tiny) return k;
    alpha = rho / projection;
    addScaled(r, -alpha, v);
    apply(r, t);
    const tt = norm(t) ** 2;
    omega = tt > 0 ? dot(t, r) / tt : 0;
    for (let i = 0; i < n; i++) x[i] += alpha * p[i] + omega * r[i];
    addScaled(r, -omega, t);
    const size = maxAbs(r);
    if (!(size > tolerance)) return k;
  }
  return maxIterations;
}
