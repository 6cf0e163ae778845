import type { Random } from '../../base/random.ts';

/** Each row [width] of `left` beside each of its `times` rows [m] of `right`: [rows * times * (width + m)]. */
export function beside(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  rows: number,
  times: number,
): Float32Array {
  const width = left.length / rows;
  const m = right.length / (rows * times);
  const out = new Float32Array(rows * times * (width + m));
  for (let row = 0, at = 0, from = 0; row < rows; row++)
    for (let k = 0; k < times; k++) {
      for (let i = 0; i < width; i++) out[at++] = left[row * width + i];
      for (let i = 0; i < m; i++) out[at++] = right[from++];
    }
  return out;
}

/** Standard normal numbers. */
export function normals(count: number, random: Random): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = random.normal();
  return out;
}
