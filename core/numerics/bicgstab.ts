import { dot } from './vectors.ts';

/** Writes A x into `out`. */
export type LinearOperator = (x: Float64Array, out: Float64Array) => void;

/**
 * BiCGSTAB for A x = b (van der Vorst, 1992), from x with its residual b - A x, preconditioned by a diagonal. Adds its
 * correction to x. Stops at the target, at a breakdown or after `mostSteps`; its own residual is a recurrence that
 * drifts, so the caller judges the result by the true one.
 *
 * @param inverseDiagonal [n] 1 / A_ii, or null for no preconditioner
 * @param residual [n] b - A x at the start; not written to
 * @param norm in which the residual is measured
 * @param target the norm to reach
 * @returns products with A
 */
export function bicgstab(input: {
  readonly apply: LinearOperator;
  readonly inverseDiagonal: Float64Array | null;
  readonly x: Float64Array;
  readonly residual: Float64Array;
  readonly norm: (vector: Float64Array) => number;
  readonly target: number;
  readonly mostSteps: number;
}): number {
  const { apply, x, residual, norm, target, mostSteps } = input;
  const n = x.length;
  const inverse = input.inverseDiagonal ?? new Float64Array(n).fill(1);
  const r = residual.slice();
  const shadow = residual.slice();
  const p = new Float64Array(n);
  const v = new Float64Array(n);
  const t = new Float64Array(n);
  const scaled = new Float64Array(n);
  let rho = 1;
  let alpha = 1;
  let omega = 1;
  for (let step = 1; step <= mostSteps; step++) {
    const next = dot(shadow, r);
    const beta = (next / rho) * (alpha / omega);
    rho = next;
    if (!Number.isFinite(beta) || rho === 0) return 2 * step;
    for (let i = 0; i < n; i++) {
      p[i] = r[i] + beta * (p[i] - omega * v[i]);
      scaled[i] = inverse[i] * p[i];
    }
    apply(scaled, v);
    alpha = rho / dot(shadow, v);
    if (!Number.isFinite(alpha)) return 2 * step;
    for (let i = 0; i < n; i++) {
      x[i] += alpha * scaled[i];
      r[i] -= alpha * v[i];
      scaled[i] = inverse[i] * r[i];
    }
    if (norm(r) <= target) return 2 * step;
    apply(scaled, t);
    omega = dot(t, r) / dot(t, t);
    if (!Number.isFinite(omega) || omega === 0) return 2 * step;
    for (let i = 0; i < n; i++) {
      x[i] += omega * scaled[i];
      r[i] -= omega * t[i];
    }
    if (norm(r) <= target) return 2 * step;
  }
  return 2 * mostSteps;
}
