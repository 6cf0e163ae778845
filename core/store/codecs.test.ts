import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import type { StepShape } from './api.ts';
import { valueArray } from './bytes.ts';
import { decodeMetrics, encodeMetrics, filterMetrics, joinMetrics } from './metric-chunk.ts';
import { packArrays, unpackArrays } from './packed-arrays.ts';
import { chunkCount, chunkSteps, decodeChunk, encodeChunk, type StepColumns } from './step-chunk.ts';

const shape = fc.record({
  dtype: fc.constantFrom('i32' as const, 'f32' as const),
  observationWidth: fc.integer({ min: 1, max: 5 }),
  actionWidth: fc.integer({ min: 1, max: 3 }),
});

const empty = ({ dtype, observationWidth, actionWidth }: StepShape, count: number): StepColumns => ({
  observations: valueArray(dtype, count * observationWidth),
  actions: valueArray(dtype, count * actionWidth),
  rewards: new Float64Array(count),
  times: new Float32Array(count),
});

/** A shape, and columns of random bits in it: NaN payloads, infinities and subnormal numbers among them. */
const chunk = fc
  .tuple(shape, fc.integer({ min: 1, max: chunkSteps }), fc.integer())
  .map(([of, count, salt]) => {
    const columns = empty(of, count);
    for (const column of Object.values(columns) as Float64Array[]) {
      const bytes = new Uint8Array(column.buffer);
      for (let i = 0; i < bytes.length; i++) bytes[i] = Math.imul(i + salt, 2654435761) >>> 24;
    }
    return { shape: of, count, columns };
  });

const bits = (columns: StepColumns) =>
  (Object.values(columns) as Float64Array[]).map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength));

test('a chunk gives back exactly the bits that went in', () => {
  fc.assert(
    fc.property(chunk, ({ shape: of, count, columns }) => {
      const body = encodeChunk(of, columns, 0, count);
      expect(chunkCount(of, body)).toBe(count);
      const back = empty(of, count);
      decodeChunk(of, body, 0, count, back, 0);
      expect(bits(back)).toEqual(bits(columns));
    }),
    { numRuns: 60 },
  );
});

test('any part of a chunk can be read to any place, from unaligned bytes', () => {
  fc.assert(
    fc.property(chunk, fc.nat(), fc.nat(), fc.nat(9), ({ shape: of, count, columns }, a, b, at) => {
      const first = a % count;
      const some = 1 + (b % (count - first));
      const plain = encodeChunk(of, columns, 0, count);
      const shifted = new Uint8Array(plain.length + 1).subarray(1);
      shifted.set(plain);
      const back = empty(of, at + some);
      decodeChunk(of, shifted, first, some, back, at);
      const w = of.observationWidth;
      expect(Buffer.from(back.observations.buffer).subarray(4 * at * w)).toEqual(
        Buffer.from(columns.observations.slice(first * w, (first + some) * w).buffer),
      );
      expect(Buffer.from(back.times.buffer).subarray(4 * at)).toEqual(
        Buffer.from(columns.times.slice(first, first + some).buffer),
      );
    }),
    { numRuns: 60 },
  );
});

test('a chunk of another shape, a cut one and a foreign one are refused', () => {
  const of: StepShape = { dtype: 'i32', observationWidth: 1, actionWidth: 1 };
  const body = encodeChunk(of, empty(of, 3), 0, 3);
  const damaged: [StepShape, Uint8Array][] = [
    [{ ...of, dtype: 'f32' }, body],
    [{ ...of, actionWidth: 2 }, body],
    [of, body.subarray(0, body.length - 1)],
    [of, body.subarray(0, 4)],
    [of, new Uint8Array(body.length)],
  ];
  for (const [as, bytes] of damaged)
    expect(() => chunkCount(as, bytes)).toThrowError(expect.objectContaining({ code: 'CorruptLabFile' }));
});

test('curves survive packing, joining and cutting', () => {
  const first = { iterations: Float64Array.of(0, 1), values: { loss: Float64Array.of(3, Number.NaN) } };
  const second = { iterations: Float64Array.of(5), values: { gap: Float64Array.of(-0) } };
  expect(decodeMetrics(encodeMetrics(first))).toEqual(first);
  const joined = joinMetrics([first, second]);
  expect(joined).toEqual({
    iterations: Float64Array.of(0, 1, 5),
    values: {
      loss: Float64Array.of(3, Number.NaN, Number.NaN),
      gap: Float64Array.of(Number.NaN, Number.NaN, -0),
    },
  });
  expect(filterMetrics(joined, (iteration) => iteration >= 1).iterations).toEqual(Float64Array.of(1, 5));
});

test('packed arrays come back, and damage is noticed', () => {
  const arrays = [Float64Array.of(1, 2), new Float64Array(0), Float64Array.of(Number.NEGATIVE_INFINITY)];
  const body = packArrays(arrays);
  expect(unpackArrays(body, 3)).toEqual(arrays);
  expect(() => unpackArrays(body.subarray(0, -8), 3)).toThrow(LabError);
  expect(() => unpackArrays(body, 2)).toThrow(LabError);
});
