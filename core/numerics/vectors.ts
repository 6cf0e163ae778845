/** The few vector operations that optimisers and linear solvers need, on Float64Array of equal length. */

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
  return sum;
}

/** Euclidean length. */
export function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

/** Largest absolute component; 0 for an empty vector, NaN when a component is. */
export function maxAbs(x: Float64Array): number {
  let max = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]);
    if (size > max || Number.isNaN(size)) max = size;
  }
  return max;
}

/** x + scale * y, a new vector. */
export function plusScaled(x: Float64Array, scale: number, y: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) out[i] = x[i] + scale * y[i];
  return out;
}

/** target += scale * y, in place. */
export function addScaled(target: Float64Array, scale: number, y: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] += scale * y[i];
}

/** Whether every component is finite. */
export function allFinite(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return false;
  return true;
}
