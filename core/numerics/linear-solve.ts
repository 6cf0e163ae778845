import { bicgstab, type LinearOperator } from './bicgstab.ts';
import { addScaled, maxAbs } from './vectors.ts';

/** Residuals below this share of the numbers that make them are rounding. */
const rounding = 2e-15;

/**
 * Solves A x = b for A = I - G with G a contraction (largest eigenvalue below 1), by {@link bicgstab}.
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
    left -= bicgstab({
      apply,
      inverseDiagonal: null,
      x,
      residual,
      norm: maxAbs,
      target: tolerance,
      mostSteps: Math.ceil(left / 2),
    });
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
