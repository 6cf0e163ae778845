import { LabError } from '../base/errors.ts';
import type { Space } from '../environments/index.ts';

/**
 * How an observation becomes the inputs of a network: a state's index as one-hot, real numbers moved and scaled so that
 * a bounded box becomes [-1, 1]. It is fixed by the environment alone, and kept with every policy and reward.
 */
export type Encoding =
  | { readonly kind: 'one-hot'; readonly n: number }
  /** x -> (x - offset) · scale, number by number; unbounded numbers stay as they are. */
  | { readonly kind: 'affine'; readonly offset: readonly number[]; readonly scale: readonly number[] };

/** Bounds beyond this say nothing about where the numbers lie. */
const widest = 1e4;

/** The encoding of an observation or action space. */
export function encodingOf(space: Space): Encoding {
  if (space.kind === 'discrete') return { kind: 'one-hot', n: space.n };
  const bounded = space.low.map((low, i) => space.high[i] - low <= widest && space.high[i] > low);
  return {
    kind: 'affine',
    offset: space.low.map((low, i) => (bounded[i] ? (low + space.high[i]) / 2 : 0)),
    scale: space.low.map((low, i) => (bounded[i] ? 2 / (space.high[i] - low) : 1)),
  };
}

/** Numbers per row before and after encoding. */
export const rawWidth = (encoding: Encoding): number =>
  encoding.kind === 'one-hot' ? 1 : encoding.offset.length;
export const encodedWidth = (encoding: Encoding): number =>
  encoding.kind === 'one-hot' ? encoding.n : encoding.offset.length;

/**
 * Encodes rows of observations.
 *
 * @param values [rows * rawWidth]
 * @returns [rows * encodedWidth]
 * @throws LabError InvalidInput for an index outside the space or a wrong number of values
 */
export function encode(encoding: Encoding, values: ArrayLike<number>, rows: number): Float32Array {
  const from = rawWidth(encoding);
  const to = encodedWidth(encoding);
  if (values.length !== rows * from)
    throw new LabError('InvalidInput', `${values.length} numbers are not ${rows} rows of ${from}.`, {
      where: 'observations',
      remedy: `Give ${from} numbers for each row.`,
    });
  const out = new Float32Array(rows * to);
  if (encoding.kind === 'one-hot') {
    for (let row = 0; row < rows; row++) {
      const index = values[row];
      if (!(Number.isInteger(index) && index >= 0 && index < encoding.n))
        throw new LabError('InvalidInput', `There is no index ${index} among ${encoding.n}.`, {
          where: `observations[${row}]`,
        });
      out[row * to + index] = 1;
    }
    return out;
  }
  const { offset, scale } = encoding;
  for (let row = 0, at = 0; row < rows; row++)
    for (let i = 0; i < to; i++, at++) out[at] = (values[at] - offset[i]) * scale[i];
  return out;
}
