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
  for (let k = 0, to = 0; k < live.length; k++)
    for (let i = 0, from = live[k] * width; i < width; i++) chosen[to++] = values[from++];
  return chosen;
}

/** The same inside the kernels' memory, between addresses. */
export function gather(heap: Heap, from: number, to: number, live: Int32Array, width: number): void {
  const memory = heap.view(0, heap.capacity / 4);
  const [source, target] = [from / 4, to / 4];
  for (let k = 0; k < live.length; k++) {
    const first = source + live[k] * width;
    memory.copyWithin(target + k * width, first, first + width);
  }
}

/** The inverse of {@link rowsOf}, zeros in the rows that were left out. */
export function scattered(chosen: Float32Array, live: Int32Array, rows: number, width: number): Float32Array {
  const values = new Float32Array(rows * width);
  for (let k = 0, from = 0; k < live.length; k++)
    for (let i = 0, to = live[k] * width; i < width; i++) values[to++] = chosen[from++];
  return values;
}
