import { expect, test } from 'vitest';
import { adamDefaults, type Engine } from '../engine.ts';
import type { NetworkShape } from '../shape.ts';
import { engineBehaviour, trainOnce } from '../testing/behaviour.ts';
import { bitsOf, normals } from '../testing/numbers.ts';
import { createFusedEngine } from './engine.ts';

engineBehaviour('the fused engine', createFusedEngine);

const shape: NetworkShape = { inputs: 17, hidden: [33, 20], outputs: 6, activation: 'tanh' };

function trained(engine: Engine): Uint32Array {
  const network = engine.create({ shape, seed: 5, outputScale: 1 });
  const target = engine.create({ shape, seed: 6, outputScale: 0.1 });
  for (let i = 0; i < 10; i++) trainOnce(network, target, i, 30);
  const bits = bitsOf(network.parameters());
  network.dispose();
  return bits;
}

test('the same seed gives the same bits in two engines, whatever was computed before', async () => {
  const [one, other] = [await createFusedEngine(), await createFusedEngine()];
  const busy = other.create({ shape, seed: 1, outputScale: 1 });
  busy.forward(normals(17 * 500, 1), 500);
  busy.backward(normals(6 * 500, 2));
  expect(trained(other)).toEqual(trained(one));
});

test('a row alone has the bits that it has in a batch', async () => {
  const engine = await createFusedEngine();
  for (const activation of ['relu', 'tanh'] as const) {
    const network = engine.create({ shape: { ...shape, activation }, seed: 1, outputScale: 1 });
    const x = normals(17 * 19, 2);
    const batch = network.predict(x, 19);
    for (let row = 0; row < 19; row++) {
      const alone = network.predict(x.slice(17 * row, 17 * (row + 1)), 1);
      expect(bitsOf(alone)).toEqual(bitsOf(batch.slice(6 * row, 6 * (row + 1))));
    }
  }
});

test.each(['relu', 'tanh'] as const)(
  'rows of zeros in a gradient change no bit, with and without the gradient by the weights: %s',
  async (activation) => {
    const engine = await createFusedEngine();
    const network = engine.create({ shape: { ...shape, activation }, seed: 1, outputScale: 1 });
    const rows = 21;
    const x = normals(17 * rows, 2);
    for (const keep of [0, 1, 2, 5, 11]) {
      const isKept = (row: number) => row % 12 < keep;
      const gradient = normals(6 * rows, 3).map((g, i) => (isKept(Math.floor(i / 6)) ? g : 0));
      network.forward(x, rows);
      const byInputs = network.backwardInputs(gradient);
      expect(bitsOf(byInputs)).toEqual(bitsOf(network.backward(gradient)));
      for (let row = 0; row < rows; row++) {
        network.forward(x.slice(17 * row, 17 * (row + 1)), 1);
        const alone = network.backwardInputs(gradient.slice(6 * row, 6 * (row + 1)));
        expect(bitsOf(byInputs.slice(17 * row, 17 * (row + 1)))).toEqual(bitsOf(alone));
      }
    }
  },
);

test('the bits of a fixed computation are these on every machine', async () => {
  const engine = await createFusedEngine();
  const network = engine.create({ shape, seed: 1, outputScale: 1 });
  // Numbers that no library function has rounded.
  const exact = (count: number, factor: number) =>
    Float32Array.from({ length: count }, (_, i) => (((i * factor) % 257) - 128) / 512);
  network.setParameters(exact(network.parameterCount, 7919));
  const x = exact(17 * 21, 104729);
  for (let i = 0; i < 5; i++) {
    const y = network.forward(x, 21);
    network.backward(y.map((value) => value / 16));
    network.adamStep(adamDefaults(0.0078125));
  }
  let hash = 0x811c9dc5;
  for (const bits of bitsOf(network.parameters())) hash = Math.imul(hash ^ bits, 0x01000193) >>> 0;
  expect(hash.toString(16)).toBe('c2658106');
});

test('disposing of an engine empties its heap', async () => {
  const engine = await createFusedEngine();
  trained(engine);
  expect(engine.usage().networks).toBe(1);
  engine.dispose();
  expect(engine.usage()).toEqual({ networks: 0, bytes: 0, tensors: 0 });
});

test('networks of two fused engines cannot track each other', async () => {
  const [a, b] = [await createFusedEngine(), await createFusedEngine()].map((engine) =>
    engine.create({ shape, seed: 1, outputScale: 1 }),
  );
  expect(() => a.track(b, 0.5)).toThrow(/same engine/);
});
