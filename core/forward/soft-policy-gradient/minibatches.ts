import type { Random } from '../../base/random.ts';

/** Every row once, in random order, in groups of `size` (the last may be smaller). */
export function shuffledRows(rows: number, size: number, random: Random): Int32Array[] {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const groups: Int32Array[] = [];
  for (let from = 0; from < rows; from += size) groups.push(order.subarray(from, from + size));
  return groups;
}

/** The chosen rows of a matrix [n * width], one below the other. */
export function takeRows(values: Float32Array, width: number, rows: Int32Array): Float32Array {
  const out = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++)
    out.set(values.subarray(rows[i] * width, (rows[i] + 1) * width), i * width);
  return out;
}
