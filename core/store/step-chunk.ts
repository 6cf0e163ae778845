/**
 * The BLOB that holds up to 256 steps: a header of 16 bytes, then the steps in columns, little-endian.
 *
 *   0  'S' 'C'          magic
 *   2  u8  version      1
 *   3  u8  dtype        0 = i32, 1 = f32 (of observations and actions)
 *   4  u32 count        n, 1..256
 *   8  u32 observation width W
 *   12 u32 action width        V
 *   16 rewards f64[n], observations [n*W], actions [n*V], times f32[n]
 */
import { LabError } from '../base/errors.ts';
import type { StepShape } from './api.ts';
import { bytesOf, unpackInto, type ValueArray } from './bytes.ts';

export const chunkSteps = 256;
const headerBytes = 16;
const version = 1;

/** Steps in columns: row t holds the observation before action t. */
export interface StepColumns {
  readonly observations: ValueArray;
  readonly actions: ValueArray;
  readonly rewards: Float64Array;
  readonly times: Float32Array;
}

const stepBytes = (shape: StepShape) => 8 + 4 * shape.observationWidth + 4 * shape.actionWidth + 4;

/** Packs steps [from, to) of the columns. */
export function encodeChunk(shape: StepShape, columns: StepColumns, from: number, to: number): Uint8Array {
  const { observationWidth: w, actionWidth: v } = shape;
  const bytes = new Uint8Array(headerBytes + (to - from) * stepBytes(shape));
  bytes[0] = 0x53;
  bytes[1] = 0x43;
  bytes[2] = version;
  bytes[3] = shape.dtype === 'i32' ? 0 : 1;
  const header = new DataView(bytes.buffer);
  header.setUint32(4, to - from, true);
  header.setUint32(8, w, true);
  header.setUint32(12, v, true);
  let at = headerBytes;
  for (const column of [
    columns.rewards.subarray(from, to),
    columns.observations.subarray(from * w, to * w),
    columns.actions.subarray(from * v, to * v),
    columns.times.subarray(from, to),
  ]) {
    bytes.set(bytesOf(column), at);
    at += column.byteLength;
  }
  return bytes;
}

/** The number of steps in a chunk. Throws `CorruptLabFile` when header, length and expected shape do not agree. */
export function chunkCount(shape: StepShape, body: Uint8Array): number {
  const header = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const sound =
    body.byteLength > headerBytes &&
    body[0] === 0x53 &&
    body[1] === 0x43 &&
    body[2] === version &&
    body[3] === (shape.dtype === 'i32' ? 0 : 1) &&
    header.getUint32(8, true) === shape.observationWidth &&
    header.getUint32(12, true) === shape.actionWidth;
  const count = sound ? header.getUint32(4, true) : 0;
  if (count < 1 || count > chunkSteps || body.byteLength !== headerBytes + count * stepBytes(shape))
    throw new LabError('CorruptLabFile', 'A chunk of steps does not have the shape its header promises.', {
      kept: 'The file was not changed.',
      remedy: 'Check the lab file, and restore a copy if you have one.',
    });
  return count;
}

/**
 * Unpacks steps [first, first + count) of a chunk into columns, starting at row `at` of them.
 * The body must have passed {@link chunkCount}.
 */
export function decodeChunk(
  shape: StepShape,
  body: Uint8Array,
  first: number,
  count: number,
  columns: StepColumns,
  at: number,
): void {
  const { observationWidth: w, actionWidth: v } = shape;
  const total = (body.byteLength - headerBytes) / stepBytes(shape);
  const part = (start: number, bytesEach: number) =>
    body.subarray(start + first * bytesEach, start + (first + count) * bytesEach);
  const observationsAt = headerBytes + 8 * total;
  const actionsAt = observationsAt + 4 * w * total;
  const timesAt = actionsAt + 4 * v * total;
  unpackInto(columns.rewards, at, part(headerBytes, 8));
  unpackInto(columns.observations, at * w, part(observationsAt, 4 * w));
  unpackInto(columns.actions, at * v, part(actionsAt, 4 * v));
  unpackInto(columns.times, at, part(timesAt, 4));
}
