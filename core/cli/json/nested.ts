import { LabError } from '../../base/errors.ts';

/** A flat array as nested arrays: `nested(q, [T, S, A])[t][s][a]`. Refuses numbers that JSON cannot hold. */
export function nested(flat: Float64Array, shape: readonly number[]): unknown[] {
  const [length, ...inner] = shape as [number, ...number[]];
  if (inner.length === 0) return Array.from(flat, finite);
  const size = inner.reduce((product, n) => product * n, 1);
  return Array.from({ length }, (_, i) => nested(flat.subarray(i * size, (i + 1) * size), inner));
}

/** The number itself; `NonFinite` for NaN and infinities, which JSON would turn into null. */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new LabError('NonFinite', `A result is ${value}.`, {
    remedy: 'Check the scale of rewards and temperature.',
  });
}
