import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import { createFusedEngine } from '../networks/index.ts';
import { normals } from '../networks/testing/numbers.ts';
import { packState, unpackState } from './packing.ts';

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
