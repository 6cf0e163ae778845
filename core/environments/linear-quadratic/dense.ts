import { solveDense } from '../../numerics/index.ts';

/** A B, of [rows * inner] and [inner * columns]. */
export function product(a: Float64Array, b: Float64Array, inner: number): Float64Array {
  const rows = a.length / inner;
  const columns = b.length / inner;
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++) {
      const factor = a[i * inner + k];
      for (let j = 0; j < columns; j++) out[i * columns + j] += factor * b[k * columns + j];
    }
  return out;
}

/** The transpose of [rows * columns]. */
export function transposed(a: Float64Array, rows: number): Float64Array {
  const columns = a.length / rows;
  const out = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  return out;
}

/** A + B. */
export const sum = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + b[i]);

/** The identity, [n * n]. */
export function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

/** M^-1 B for M [n * n] and B [n * columns], a column at a time; not finite when M is singular to rounding. */
export function leftDivided(m: Float64Array, b: Float64Array, n: number): Float64Array {
  const columns = b.length / n;
  const out = new Float64Array(b.length);
  const column = new Float64Array(n);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < n; i++) column[i] = b[i * columns + j];
    const x = solveDense(m.slice(), column);
    for (let i = 0; i < n; i++) out[i * columns + j] = x[i];
  }
  return out;
}
