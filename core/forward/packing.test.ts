import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import { createFusedEngine } from '../networks/index.ts';
import { normals } from '../networks/testing/numbers.ts';
import { networksOf, packState, unpackState } from './packing.ts';

async function state() {
  const engine = await createFusedEngine();
  const network = engine.create({
    shape: { inputs: 2, hidden: [3], outputs: 1, activation: 'tanh' },
    seed: 1,
    outputScale: 1,
  });
  return {
    json: { text: 'α “quoted”', numbers: [1 / 3, 1e-300], nothing: null },
    arrays: {
      single: normals(5, 1),
      double: Float64Array.of(Math.PI, -0, 5e-324),
      empty: new Float32Array(0),
    },
    networks: { network: network.save() },
  };
}

test('what is packed comes back bit for bit, wherever the bytes lie', async () => {
  const packed = packState(await state());
  expect(unpackState(packed)).toEqual(await state());
  const moved = new Uint8Array(packed.length + 3);
  moved.set(packed, 3);
  expect(unpackState(moved.subarray(3))).toEqual(await state());
});

test('what is damaged or foreign is refused', async () => {
  const packed = packState(await state());
  const longer = new Uint8Array(packed.length + 1);
  longer.set(packed);
  const header = packed.slice();
  header[9] ^= 0xff;
  for (const bytes of [
    new Uint8Array(0),
    packed.slice(0, 7),
    packed.slice(0, -1),
    longer,
    header,
    packed.slice(1),
  ])
    expect(() => unpackState(bytes)).toThrow(LabError);
});

test('a header that is no list of parts is refused in words, never by an array that cannot be made', () => {
  const packed = (parts: unknown, body: number) => {
    const header = new TextEncoder().encode(JSON.stringify({ json: null, parts }));
    const bytes = new Uint8Array(8 + header.length + body);
    bytes.set(packState({ json: null, arrays: {}, networks: {} }).subarray(0, 4));
    new DataView(bytes.buffer).setUint32(4, header.length, true);
    bytes.set(header, 8);
    return bytes;
  };
  expect(unpackState(packed([['a', 'f32', 8]], 8)).arrays.a).toHaveLength(2);
  for (const [parts, body] of [
    [[['a', 'f32', 7]], 7],
    [[['a', 'f64', 12]], 12],
    [[['a', 'i8', 8]], 8],
    [[['a', 'toString', 8]], 8],
    [
      [
        ['a', 'f32', -4],
        ['b', 'f32', 4],
      ],
      0,
    ],
    [[['a', 'f32']], 0],
    [['a'], 0],
    [[[1, 'f32', 4]], 4],
  ] as const)
    expect(() => unpackState(packed(parts, body))).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
});

test('networks are handed out when they are those that are asked for, name by name and shape by shape', async () => {
  const packed = await state();
  const { shape } = packed.networks.network;
  expect(networksOf(packed, { network: shape })).toBe(packed.networks);
  const refused = expect.objectContaining({ code: 'InvalidInput' });
  expect(() => networksOf(packed, { network: { ...shape, hidden: [4] } })).toThrow(refused);
  expect(() => networksOf(packed, { other: shape })).toThrow(refused);
  expect(() => networksOf(packed, { network: shape, other: shape })).toThrow(refused);
  expect(() => networksOf(packed, {})).toThrow(refused);
});
