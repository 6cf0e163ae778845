/** Curves as data: columns in typed arrays, and what drawing them needs. */

export interface Series {
  readonly id: string;
  readonly name: string;
  /** CSS colour, usually a variable. */
  readonly colour: string;
  /** SVG dash pattern, so that curves differ by more than colour; null for a solid line. */
  readonly dash: string | null;
  /** [n] ascending. */
  readonly x: Float64Array;
  /** [n] NaN leaves a gap. */
  readonly y: Float64Array;
  /** Thin curves stand behind the others, without label and readout: other runs of the same kind, for comparison. */
  readonly weight?: 'thin';
}

/** A region between two curves: an interval at each x. */
export interface Band {
  readonly id: string;
  /** What the interval is, e.g. "95 % interval". */
  readonly name: string;
  readonly colour: string;
  /** [n] ascending. */
  readonly x: Float64Array;
  /** [n] each; where either is not finite there is a gap. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Smallest and largest finite value that `admits`; null when there is none. */
export function finiteExtent(
  arrays: readonly Float64Array[],
  admits: (value: number) => boolean,
): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const array of arrays)
    for (const value of array)
      if (Number.isFinite(value) && admits(value)) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
  return low <= high ? [low, high] : null;
}

/**
 * Index of the x nearest to `target` (ascending x) among points whose y is finite; -1 when there is none.
 */
export function nearestIndex({ x, y }: Points, target: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle] < target) low = middle + 1;
    else high = middle;
  }
  let before = low - 1;
  let after = low;
  while (before >= 0 && !Number.isFinite(y[before])) before--;
  while (after < x.length && !Number.isFinite(y[after])) after++;
  if (before < 0) return after < x.length ? after : -1;
  if (after >= x.length) return before;
  return target - x[before] <= x[after] - target ? before : after;
}

/**
 * At most about `4 * buckets` points that draw the same picture: of each bucket of neighbours the first, lowest, highest
 * and last, in order. A gap (NaN) between finite points stays a gap.
 */
export function downsample(points: Points, buckets: number): Points {
  const count = points.x.length;
  if (count <= 4 * buckets || buckets < 1) return points;
  const kept: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * count) / buckets);
    const to = Math.floor(((bucket + 1) * count) / buckets);
    keepOf(points.y, from, to, kept);
  }
  return {
    x: Float64Array.from(kept, (index) => points.x[index]),
    y: Float64Array.from(kept, (index) => points.y[index]),
  };
}

/** Appends the indices that draw `y[from..to)`. */
function keepOf(y: Float64Array, from: number, to: number, kept: number[]): void {
  let lowest = -1;
  let highest = -1;
  let first = -1;
  let last = -1;
  let gap = -1;
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(y[i])) {
      gap = i;
      continue;
    }
    if (first < 0) first = i;
    last = i;
    if (lowest < 0 || y[i] < y[lowest]) lowest = i;
    if (highest < 0 || y[i] > y[highest]) highest = i;
  }
  const indices = new Set([first, lowest, highest, last, gap].filter((index) => index >= 0));
  kept.push(...[...indices].sort((a, b) => a - b));
}

/** The points whose y is finite. Metrics reported now and then are drawn through, not as dots between gaps. */
export function withoutGaps({ x, y }: Points): Points {
  const kept: number[] = [];
  for (let i = 0; i < y.length; i++) if (Number.isFinite(y[i])) kept.push(i);
  if (kept.length === y.length) return { x, y };
  return { x: Float64Array.from(kept, (i) => x[i]), y: Float64Array.from(kept, (i) => y[i]) };
}
