import { LabError } from '../../base/errors.ts';

/**
 * The width h of k(x, y) = exp(-|x - y|² / h): given, or the median rule of Liu and Wang (2016), h = med² / log n with
 * the median distance of the n particles, so that Σ_j k(x_i, x_j) is about 1.
 */
export type Bandwidth = { readonly kind: 'median' } | { readonly kind: 'fixed'; readonly value: number };

/** Squared distances below this are no guide to a width: the particles coincide. */
const smallestWidth = 1e-12;

/**
 * Squared distances of all pairs i < j of one group, pair by pair.
 *
 * @param positions [count * width] read from `offset`
 * @param out [count (count - 1) / 2]
 */
export function pairDistances(
  positions: ArrayLike<number>,
  offset: number,
  count: number,
  width: number,
  out: Float64Array,
): void {
  for (let i = 0, pair = 0; i < count; i++)
    for (let j = i + 1; j < count; j++, pair++) {
      let sum = 0;
      const [a, b] = [offset + i * width, offset + j * width];
      for (let k = 0; k < width; k++) {
        const apart = positions[a + k] - positions[b + k];
        sum += apart * apart;
      }
      out[pair] = sum;
    }
}

/**
 * h for one group. The median of an even number of distances is the upper one of the two in the middle.
 *
 * @param distances squared, of all pairs; left as they are
 * @param scratch as long; overwritten
 */
export function bandwidthOf(
  bandwidth: Bandwidth,
  distances: Float64Array,
  count: number,
  scratch: Float64Array,
): number {
  if (bandwidth.kind === 'fixed') return bandwidth.value;
  if (distances.length === 0) return 1;
  scratch.set(distances);
  const median = select(scratch, distances.length >> 1);
  return Math.max(median / Math.log(Math.max(count, 2)), smallestWidth);
}

/** @throws LabError InvalidInput for a fixed width that is not a positive number */
export function checkBandwidth(bandwidth: Bandwidth): void {
  if (bandwidth.kind === 'median' || (bandwidth.value > 0 && bandwidth.value < Infinity)) return;
  throw new LabError('InvalidInput', `The bandwidth is ${bandwidth.value}.`, {
    where: 'bandwidth',
    remedy: 'Give a positive number, or the median rule.',
  });
}

/** The k-th smallest of the values (Hoare's selection); the values end up partly sorted. */
function select(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const held = values[i];
      values[i++] = values[j];
      values[j--] = held;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k];
}
