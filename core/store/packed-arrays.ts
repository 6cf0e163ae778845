/** Several f64 arrays in one BLOB: u32 count, u32 length of each (padded to 8 bytes), then their numbers. */
import { LabError } from '../base/errors.ts';
import { bytesOf, unpackFloat64 } from './bytes.ts';

const headerSize = (count: number) => 8 * Math.ceil((4 + 4 * count) / 8);

/** Packs the arrays in order. */
export function packArrays(arrays: readonly Float64Array[]): Uint8Array {
  const start = headerSize(arrays.length);
  const bytes = new Uint8Array(start + arrays.reduce((sum, array) => sum + array.byteLength, 0));
  const header = new DataView(bytes.buffer);
  header.setUint32(0, arrays.length, true);
  let at = start;
  for (const [index, array] of arrays.entries()) {
    header.setUint32(4 + 4 * index, array.length, true);
    bytes.set(bytesOf(array), at);
    at += array.byteLength;
  }
  return bytes;
}

/** Unpacks them; `CorruptLabFile` unless there are `expected` of them and the length is right. */
export function unpackArrays(body: Uint8Array, expected: number): Float64Array[] {
  const header = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const start = headerSize(expected);
  const lengths: number[] = [];
  if (body.byteLength >= start && header.getUint32(0, true) === expected)
    for (let i = 0; i < expected; i++) lengths.push(header.getUint32(4 + 4 * i, true));
  const total = lengths.reduce((sum, length) => sum + 8 * length, start);
  if (lengths.length !== expected || total !== body.byteLength)
    throw new LabError('CorruptLabFile', 'A stored result of a run cannot be read.', {});
  let at = start;
  return lengths.map((length) => {
    const array = unpackFloat64(body.subarray(at, at + 8 * length));
    at += 8 * length;
    return array;
  });
}
