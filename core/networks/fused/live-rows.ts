import type { Heap } from '../../kernels/index.ts';

/**
 * Which rows of a gradient are not zero throughout; null where most are: then leaving the others out would not pay. A
 * row of zeros stays zeros through every layer, so that leaving it out changes no bit.
 */
export function liveRows(gradient: Float32Array, rows: number, width: number): Int32Array | null {
  const live = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++)
    for (let i = row * width; i < (row + 1) * width; i++)
      // NaN counts as alive.
      if (!(gradient[i] === 0)) {
        live[count++] = row;
        break;
      }
  return count > 0.75 * rows ? null : live.subarray(0, count);
}

/** The chosen rows of an array, one behind the other. */
export function rowsOf(values: Float32Array, live: Int32Array, width: number): Float32Array {
  const chosen = new Float32Array(live.length * width);
  live.forEach((row, k) => {
    chosen.set(values.subarray(row * width, (row + 1) * width), k * width);
  });
  return chosen;
}

/** The same inside the kernels' memory. */
export function gather(heap: Heap, from: number, to: number, live: Int32Array, width: number): void {
  const all = live.length === 0 ? 0 : live[live.length - 1] + 1;
  const source = heap.view(from, all * width);
  const target = heap.view(to, live.length * width);
  live.forEach((row, k) => {
    target.set(source.subarray(row * width, (row + 1) * width), k * width);
  });
}

/** The inverse of {@link rowsOf}, zeros in the rows that were left out. */
export function scattered(chosen: Float32Array, live: Int32Array, rows: number, width: number): Float32Array {
  const values = new Float32Array(rows * width);
  live.forEach((row, k) => {
    values.set(chosen.subarray(k * width, (k + 1) * width), row * width);
  });
  return values;
}
