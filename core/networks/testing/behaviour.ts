import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { adamDefaults, type Engine, type Network } from '../engine.ts';
import { decodeNetwork, encodeNetwork } from '../saved.ts';
import type { NetworkShape } from '../shape.ts';
import { bitsOf, distance, normals } from './numbers.ts';
import { differences, dot, referenceForward } from './reference.ts';

export const shapes: readonly NetworkShape[] = [
  { inputs: 3, hidden: [], outputs: 2, activation: 'relu' },
  { inputs: 1, hidden: [1], outputs: 1, activation: 'tanh' },
  { inputs: 5, hidden: [9, 7], outputs: 3, activation: 'relu' },
  { inputs: 4, hidden: [8, 13, 5], outputs: 1, activation: 'tanh' },
];

function code(call: () => unknown): string {
  try {
    call();
  } catch (thrown) {
    return thrown instanceof LabError ? thrown.code : String(thrown);
  }
  return 'nothing thrown';
}

/** One training step towards `target` with everything that algorithms use. */
export function trainOnce(network: Network, target: Network, seed: number, rows: number): void {
  const x = normals(rows * network.shape.inputs, seed);
  const y = network.forward(x, rows);
  const wanted = target.predict(x, rows);
  network.backward(y.map((value, i) => (value - wanted[i]) / rows));
  network.clipGradient(0.5);
  network.adamStep(adamDefaults(1e-2));
  target.track(network, 0.05);
}

/** What every engine has to do, whichever computes. */
export function engineBehaviour(name: string, create: () => Promise<Engine>): void {
  describe(name, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await create();
    });
    afterAll(() => engine.dispose());

    const fresh = (shape: NetworkShape, seed: number) => {
      const network = engine.create({ shape, seed, outputScale: 1 });
      // Biases begin at zero, where a fault in them would not show.
      network.setParameters(network.parameters().map((value, i) => value + 0.3 * Math.sin(i)));
      return network;
    };

    test.each(shapes)('values and both gradients agree with float64 and its differences: %o', (shape) => {
      for (const rows of [1, 6]) {
        const network = fresh(shape, 7);
        const x = normals(rows * shape.inputs, 8);
        const g = normals(rows * shape.outputs, 9);
        const w = network.parameters();
        const y = network.forward(x, rows);
        expect(distance(y, referenceForward(shape, w, x, rows))).toBeLessThan(2e-6);
        expect(distance(network.predict(x, rows), y)).toBe(0);

        const byInputs = differences((at) => dot(g, referenceForward(shape, w, at, rows)), x);
        const byWeights = differences((at) => dot(g, referenceForward(shape, at, x, rows)), w);
        expect(distance(network.backward(g), byInputs)).toBeLessThan(1e-5);
        expect(distance(network.gradient(), byWeights)).toBeLessThan(1e-5);

        const kept = network.gradient();
        expect(
          distance(
            network.backwardInputs(g.map((value) => 2 * value)),
            byInputs.map((d) => 2 * d),
          ),
        ).toBeLessThan(1e-5);
        expect(network.gradient()).toEqual(kept);
        network.backwardWeights(g.map((value) => -value));
        expect(
          distance(
            network.gradient(),
            byWeights.map((d) => -d),
          ),
        ).toBeLessThan(1e-5);
        network.dispose();
      }
    });

    test('predictions between forward and backward change nothing', () => {
      const network = fresh(shapes[2], 1);
      const x = normals(4 * 5, 2);
      const g = normals(4 * 3, 3);
      network.forward(x, 4);
      const expected = network.backward(g);
      const gradient = network.gradient();
      network.forward(x, 4);
      network.predict(normals(50 * 5, 4), 50);
      expect(network.backward(g)).toEqual(expected);
      expect(network.gradient()).toEqual(gradient);
      network.dispose();
    });

    test('Adam follows its equations in float64', () => {
      const shape = shapes[3];
      const network = fresh(shape, 3);
      const { stepSize, beta1, beta2, epsilon } = adamDefaults(0.02);
      const exact = Float64Array.from(network.parameters());
      const mean = new Float64Array(exact.length);
      const square = new Float64Array(exact.length);
      const x = normals(6 * shape.inputs, 4);
      for (let t = 1; t <= 12; t++) {
        network.forward(x, 6);
        network.backwardWeights(normals(6 * shape.outputs, 10 + t));
        const g = network.gradient();
        network.adamStep(adamDefaults(0.02));
        for (let i = 0; i < exact.length; i++) {
          mean[i] = beta1 * mean[i] + (1 - beta1) * g[i];
          square[i] = beta2 * square[i] + (1 - beta2) * g[i] ** 2;
          const size = Math.sqrt(square[i] / (1 - beta2 ** t)) + epsilon;
          exact[i] -= (stepSize * mean[i]) / (1 - beta1 ** t) / size;
        }
      }
      expect(network.adamSteps).toBe(12);
      expect(distance(network.parameters(), exact)).toBeLessThan(2e-6);
      network.dispose();
    });

    test('norm, clipping, added gradients', () => {
      const network = fresh(shapes[2], 5);
      network.forward(normals(5, 1), 1);
      network.backwardWeights(Float32Array.of(1, -2, 3));
      const g = network.gradient();
      const norm = Math.sqrt(dot(g, g));
      expect(network.gradientNorm() / norm).toBeCloseTo(1, 5);
      expect(network.clipGradient(2 * norm) / norm).toBeCloseTo(1, 5);
      expect(network.gradient()).toEqual(g);
      expect(network.clipGradient(norm / 4) / norm).toBeCloseTo(1, 5);
      expect(
        distance(
          network.gradient(),
          g.map((value) => value / 4),
        ),
      ).toBeLessThan(1e-6);
      network.addToGradient(g, 0.5);
      expect(
        distance(
          network.gradient(),
          g.map((value) => 0.75 * value),
        ),
      ).toBeLessThan(1e-6);
      network.dispose();
    });

    test('Polyak averaging', () => {
      const [a, b] = [fresh(shapes[2], 1), fresh(shapes[2], 2)];
      const [from, to] = [a.parameters(), b.parameters()];
      b.track(a, 0.25);
      expect(
        distance(
          b.parameters(),
          to.map((value, i) => value + 0.25 * (from[i] - value)),
        ),
      ).toBeLessThan(1e-6);
      expect(a.parameters()).toEqual(from);
      const x = normals(2 * 5, 3);
      expect(distance(b.predict(x, 2), referenceForward(b.shape, b.parameters(), x, 2))).toBeLessThan(2e-6);
      b.track(a, 1);
      expect(bitsOf(b.parameters())).toEqual(bitsOf(from));
      for (const network of [a, b]) network.dispose();
    });

    test('a saved network goes on as if nothing had happened', () => {
      const [network, target] = [fresh(shapes[2], 1), fresh(shapes[2], 2)];
      for (let i = 0; i < 3; i++) trainOnce(network, target, i, 5);
      const copies = [network, target].map((one) => engine.load(decodeNetwork(encodeNetwork(one.save()))));
      for (let i = 3; i < 6; i++) {
        trainOnce(network, target, i, 5);
        trainOnce(copies[0], copies[1], i, 5);
      }
      expect(copies[0].adamSteps).toBe(6);
      expect(bitsOf(copies[0].parameters())).toEqual(bitsOf(network.parameters()));
      expect(bitsOf(copies[1].parameters())).toEqual(bitsOf(target.parameters()));
      for (const one of [network, target, ...copies]) one.dispose();
    });

    test('training holds on to nothing, and dispose gives everything back', () => {
      const before = engine.usage();
      const [network, target] = [fresh(shapes[2], 1), fresh(shapes[2], 2)];
      trainOnce(network, target, 0, 32);
      const during = engine.usage();
      expect(during.networks).toBe(before.networks + 2);
      for (let i = 0; i < 20; i++) {
        trainOnce(network, target, i, 32);
        network.forward(normals(5 * 3, i), 3);
        network.backwardInputs(normals(3 * 3, i));
        network.backwardWeights(normals(3 * 3, i));
        network.addToGradient(network.parameters(), 1e-3);
        network.setParameters(network.parameters());
        engine.load(network.save()).dispose();
        trainOnce(network, target, i, 32);
      }
      expect(engine.usage()).toEqual(during);
      for (const one of [network, target, network]) one.dispose();
      // Scratch that every network shares may stay; a second round adds none.
      const after = engine.usage();
      expect(after.networks).toBe(before.networks);
      expect(after.tensors).toBe(before.tensors);
      const again = fresh(shapes[2], 1);
      again.forward(normals(32 * 5, 1), 32);
      again.dispose();
      expect(engine.usage()).toEqual(after);
    });

    test('a gradient that is not finite changes nothing', () => {
      const network = fresh(shapes[2], 1);
      network.forward(normals(5, 1), 1);
      network.backwardWeights(Float32Array.of(1, 1, 1));
      network.adamStep(adamDefaults(1e-3));
      const saved = network.save();
      for (const bad of [Number.NaN, Infinity]) {
        network.backwardWeights(Float32Array.of(1, bad, 1));
        expect(code(() => network.adamStep(adamDefaults(1e-3)))).toBe('NonFinite');
        expect(network.save()).toEqual(saved);
      }
      network.dispose();
    });

    test('wrong sizes, other shapes and gone networks are refused', () => {
      const network = fresh(shapes[2], 1);
      const other = fresh(shapes[3], 1);
      expect(code(() => network.backward(new Float32Array(3)))).toBe('Internal');
      expect(code(() => network.predict(new Float32Array(9), 2))).toBe('InvalidInput');
      expect(code(() => network.forward(new Float32Array(0), 0))).toBe('InvalidInput');
      network.forward(new Float32Array(10), 2);
      expect(code(() => network.backward(new Float32Array(3)))).toBe('InvalidInput');
      expect(code(() => network.track(other, 0.5))).toBe('InvalidInput');
      expect(code(() => network.track(network, 1.5))).toBe('InvalidInput');
      expect(code(() => network.clipGradient(0))).toBe('InvalidInput');
      expect(code(() => network.setParameters(new Float32Array(1)))).toBe('InvalidInput');
      expect(code(() => engine.load({ ...network.save(), mean: new Float32Array(1) }))).toBe('InvalidInput');
      network.dispose();
      other.dispose();
      expect(code(() => network.predict(new Float32Array(5), 1))).toBe('Internal');
      expect(code(() => network.parameters())).toBe('Internal');
    });
  });
}
