import { ORPCError } from '@orpc/client';
import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorCodes, LabError } from '../base/errors.ts';
import { fromWire, toWire } from './errors.ts';
import { typedArraySerializers } from './wire.ts';

const serializer = new StandardRPCJsonSerializer({ customJsonSerializers: typedArraySerializers });

/** Through the serialiser and through JSON text, as a socket would carry it. */
function roundTrip(value: unknown): unknown {
  const [json, meta] = serializer.serialize(value);
  const [sentJson, sentMeta] = JSON.parse(JSON.stringify([json, meta]));
  return serializer.deserialize(sentJson, sentMeta);
}

test('typed arrays cross the wire bit for bit, with their dtype', () => {
  const bytes = fc
    .uint8Array({ maxLength: 400 })
    .map((data) => data.slice(0, data.length - (data.length % 8)).buffer);
  fc.assert(
    fc.property(bytes, (buffer) => {
      for (const ArrayType of [Int32Array, Float32Array, Float64Array]) {
        const sent = new ArrayType(buffer);
        const got = roundTrip({ a: sent }) as { a: typeof sent };
        expect(got.a).toBeInstanceOf(ArrayType);
        expect(new Uint8Array(got.a.buffer)).toEqual(new Uint8Array(buffer));
      }
    }),
  );
});

test('a view into a larger buffer sends its own part only, and large arrays survive', () => {
  const whole = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
  const part = whole.subarray(7, 90_001);
  expect(roundTrip(part)).toEqual(part);
});

test('every error keeps its code and sentences over the wire', () => {
  for (const code of errorCodes) {
    const sent = new LabError(code, 'It happened.', { where: 'a.b', kept: 'All.', remedy: 'Try again.' });
    const wire = toWire(sent);
    const got = fromWire(new ORPCError(wire.code, { message: wire.message, data: roundTrip(wire.data) }));
    expect(got.toData()).toEqual(sent.toData());
  }
});

test('what is no lab error arrives as Internal; a dead connection as BackendGone; a cancelled call as Cancelled', () => {
  expect(fromWire(toWire(new TypeError('x is undefined'))).code).toBe('Internal');
  expect(fromWire(new Error('socket closed')).code).toBe('BackendGone');
  expect(fromWire(new DOMException('aborted', 'AbortError')).code).toBe('Cancelled');
});

test('a payload that fails validation arrives as InvalidInput and points at the entry', () => {
  const refused = new ORPCError('BAD_REQUEST', {
    data: { issues: [{ message: 'Too big', path: ['spec', 'rows'] }] },
  });
  const error = fromWire(toWire(refused));
  expect(error.code).toBe('InvalidInput');
  expect(error.where).toBe('spec.rows');
});
