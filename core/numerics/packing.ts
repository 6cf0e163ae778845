import { LabError } from '../base/errors.ts';

/** Named arrays of numbers: the whole state of a resumable computation. */
export type NumberRecord = Readonly<Record<string, Float64Array>>;

const magic = 0x31_4b_43_50; // "PCK1"

/** Named arrays as bytes: magic, length of the header, header as JSON ([name, length] pairs), float64 little-endian. */
export function packNumbers(record: NumberRecord): Uint8Array {
  const entries = Object.entries(record);
  const header = new TextEncoder().encode(JSON.stringify(entries.map(([name, x]) => [name, x.length])));
  const count = entries.reduce((sum, [, x]) => sum + x.length, 0);
  const bytes = new Uint8Array(8 + header.length + 8 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  bytes.set(header, 8);
  let at = 8 + header.length;
  for (const [, x] of entries) {
    for (let i = 0; i < x.length; i++, at += 8) view.setFloat64(at, x[i], true);
  }
  return bytes;
}

/** The inverse of {@link packNumbers}, bit for bit. `InvalidInput` for anything else. */
export function unpackNumbers(bytes: Uint8Array): NumberRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const damaged = () =>
    new LabError('InvalidInput', 'This checkpoint is damaged or was not written by the lab.');
  if (bytes.length < 8 || view.getUint32(0, true) !== magic) throw damaged();
  const headerEnd = 8 + view.getUint32(4, true);
  if (headerEnd > bytes.length) throw damaged();
  const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, headerEnd)));
  if (!Array.isArray(header)) throw damaged();
  const record: Record<string, Float64Array> = {};
  let at = headerEnd;
  for (const [name, length] of header as [string, number][]) {
    if (at + 8 * length > bytes.length) throw damaged();
    const x = new Float64Array(length);
    for (let i = 0; i < length; i++, at += 8) x[i] = view.getFloat64(at, true);
    record[name] = x;
  }
  return record;
}
