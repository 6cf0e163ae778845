import { Random } from '../../base/random.ts';

/** Standard normal numbers of a seed. */
export function normals(count: number, seed: number): Float32Array {
  const random = Random.fromSeed(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

/** The largest |a - b| / max(1, |b|); NaN where the lengths differ or a number is none. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const d = Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
    if (!(d <= most)) most = d;
  }
  return most;
}

/** The bits of an array, to compare exactly. */
export function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.slice().buffer);
}
