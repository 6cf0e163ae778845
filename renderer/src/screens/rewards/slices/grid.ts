/** The plane of a slice: two numbers of an observation vary over a grid, the others are held. */
import type { BoxSpace } from '../../../../../core/environments/index.ts';

/** One side of a slice: which number of the observation varies, and from where to where. */
export interface Axis {
  readonly dimension: number;
  readonly low: number;
  readonly high: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Beyond what was seen, as a share of it. */
const margin = 0.15;

/**
 * Where each number of an observation is worth looking at: the bounds of the space where it has some, what was seen with
 * a margin where it has none, and -1 to 1 where nothing is known.
 *
 * @param seen episodes [rows * width]
 */
export function rangesOf(space: Pick<BoxSpace, 'low' | 'high'>, seen: readonly ArrayLike<number>[]): Range[] {
  const width = space.low.length;
  return Array.from({ length: width }, (_, i) => {
    const [low, high] = [space.low[i], space.high[i]];
    if (Number.isFinite(low) && Number.isFinite(high) && high > low) return { low, high };
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (const rows of seen)
      for (let k = i; k < rows.length; k += width) {
        least = Math.min(least, rows[k]);
        most = Math.max(most, rows[k]);
      }
    if (least > most) return { low: -1, high: 1 };
    const spare = most > least ? margin * (most - least) : Math.max(1, Math.abs(least)) * margin;
    return { low: Math.max(low, least - spare), high: Math.min(high, most + spare) };
  });
}

/** [width] mean of all rows; the middle of the ranges without any. */
export function meanOf(ranges: readonly Range[], seen: readonly ArrayLike<number>[]): Float32Array {
  const width = ranges.length;
  const sum = new Float64Array(width);
  let rows = 0;
  for (const episode of seen) {
    for (let k = 0; k < episode.length; k++) sum[k % width] += episode[k];
    rows += episode.length / width;
  }
  return Float32Array.from(sum, (total, i) =>
    rows > 0 ? total / rows : (ranges[i].low + ranges[i].high) / 2,
  );
}

/** The middle of cell `k` of `count` on an axis. */
export const middleOf = ({ low, high }: Range, k: number, count: number): number =>
  low + ((k + 0.5) / count) * (high - low);

/**
 * Observations [rows * columns * width] at the middles of a grid's cells, row 0 at the bottom: `base` with two of its
 * numbers replaced. Where both axes show the same number, the one across counts.
 */
export function gridObservations(
  base: ArrayLike<number>,
  across: Axis,
  up: Axis,
  columns: number,
  rows: number,
): Float32Array {
  const width = base.length;
  const out = new Float32Array(rows * columns * width);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = (row * columns + column) * width;
      for (let i = 0; i < width; i++) out[at + i] = base[i];
      out[at + up.dimension] = middleOf(up, row, rows);
      out[at + across.dimension] = middleOf(across, column, columns);
    }
  return out;
}

/** `base` at a point of the plane. */
export function observationAt(
  base: ArrayLike<number>,
  across: Axis,
  up: Axis,
  point: { readonly x: number; readonly y: number },
): Float32Array {
  const out = Float32Array.from(base);
  out[up.dimension] = point.y;
  out[across.dimension] = point.x;
  return out;
}

/** The same action [width] for each of `rows` rows. */
export function repeatedAction(action: ArrayLike<number>, rows: number): Float32Array {
  const out = new Float32Array(rows * action.length);
  for (let i = 0; i < out.length; i++) out[i] = action[i % action.length];
  return out;
}

/**
 * Value of a grid at a point, bilinear between the middles of the cells and constant beyond the outermost.
 *
 * @param values [rows * columns], row 0 at the bottom
 */
export function valueAt(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  share: { readonly x: number; readonly y: number },
): number {
  const within = (v: number, count: number) => Math.max(0, Math.min(count - 1, v * count - 0.5));
  const x = within(share.x, columns);
  const y = within(share.y, rows);
  const [c, r] = [Math.floor(x), Math.floor(y)];
  const [c1, r1] = [Math.min(columns - 1, c + 1), Math.min(rows - 1, r + 1)];
  const [u, v] = [x - c, y - r];
  const at = (row: number, column: number) => values[row * columns + column];
  return (1 - v) * ((1 - u) * at(r, c) + u * at(r, c1)) + v * ((1 - u) * at(r1, c) + u * at(r1, c1));
}

/** Where a value lies on an axis, 0 to 1 inside. */
export const shareOf = ({ low, high }: Range, value: number): number => (value - low) / (high - low);

/** Two numbers of each row of an episode, [2 * rows]. */
export function projected(
  observations: ArrayLike<number>,
  width: number,
  across: number,
  up: number,
): Float32Array {
  const rows = Math.floor(observations.length / width);
  const out = new Float32Array(2 * rows);
  for (let t = 0; t < rows; t++) {
    out[2 * t] = observations[t * width + across];
    out[2 * t + 1] = observations[t * width + up];
  }
  return out;
}
