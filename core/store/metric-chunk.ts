/**
 * The BLOB that holds some rows of a run's curves: u32 length of the header's JSON (metric names), that JSON, then
 * iterations f64[n] and the values f64[n] of each name in turn, little-endian.
 */
import { LabError } from '../base/errors.ts';
import type { RunMetrics } from '../contract/index.ts';
import { bytesOf, unpackFloat64 } from './bytes.ts';

const corrupt = () => new LabError('CorruptLabFile', 'A piece of a run’s curves cannot be read.', {});

/** Packs rows in columns. */
export function encodeMetrics(metrics: RunMetrics): Uint8Array {
  const names = Object.keys(metrics.values);
  const header = new TextEncoder().encode(JSON.stringify(names));
  const n = metrics.iterations.length;
  const bytes = new Uint8Array(4 + header.length + 8 * n * (1 + names.length));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  let at = 4 + header.length;
  for (const column of [metrics.iterations, ...names.map((name) => metrics.values[name])]) {
    bytes.set(bytesOf(column), at);
    at += 8 * n;
  }
  return bytes;
}

/** Unpacks rows. */
export function decodeMetrics(body: Uint8Array): RunMetrics {
  if (body.byteLength < 4) throw corrupt();
  const headerLength = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  const start = 4 + headerLength;
  if (start > body.byteLength) throw corrupt();
  const names = JSON.parse(new TextDecoder().decode(body.subarray(4, start))) as string[];
  const n = (body.byteLength - start) / (8 * (1 + names.length));
  if (!Number.isInteger(n)) throw corrupt();
  const column = (index: number) =>
    unpackFloat64(body.subarray(start + 8 * n * index, start + 8 * n * (index + 1)));
  return {
    iterations: column(0),
    values: Object.fromEntries(names.map((name, index) => [name, column(index + 1)])),
  };
}

/** Rows of several pieces as one; a metric that a piece does not have is NaN there. */
export function joinMetrics(pieces: readonly RunMetrics[]): RunMetrics {
  const total = pieces.reduce((sum, piece) => sum + piece.iterations.length, 0);
  const names = [...new Set(pieces.flatMap((piece) => Object.keys(piece.values)))];
  const iterations = new Float64Array(total);
  const values = Object.fromEntries(names.map((name) => [name, new Float64Array(total).fill(Number.NaN)]));
  let at = 0;
  for (const piece of pieces) {
    iterations.set(piece.iterations, at);
    for (const name of Object.keys(piece.values)) values[name].set(piece.values[name], at);
    at += piece.iterations.length;
  }
  return { iterations, values };
}

/** The rows whose iteration satisfies `keep`. */
export function filterMetrics(metrics: RunMetrics, keep: (iteration: number) => boolean): RunMetrics {
  const rows = [...metrics.iterations.keys()].filter((row) => keep(metrics.iterations[row]));
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  return {
    iterations: pick(metrics.iterations as Float64Array),
    values: Object.fromEntries(
      Object.entries(metrics.values).map(([name, column]) => [name, pick(column as Float64Array)]),
    ),
  };
}
