import { expect, test } from 'vitest';
import { adamDefaults } from '../engine.ts';
import { createFusedEngine } from '../fused/engine.ts';
import { engineBehaviour } from '../testing/behaviour.ts';
import { distance, normals } from '../testing/numbers.ts';
import { createTensorFlowEngine } from './engine.ts';

engineBehaviour('TensorFlow.js, wasm backend', () => createTensorFlowEngine(['wasm']));

test('both engines agree to 1e-5 on values and gradients of the sizes that are trained', async () => {
  const engines = [await createFusedEngine(), await createTensorFlowEngine(['wasm'])];
  for (const activation of ['relu', 'tanh'] as const) {
    for (const [inputs, width, outputs, rows] of [
      [17, 64, 12, 64],
      [23, 256, 1, 256],
    ]) {
      const shape = { inputs, hidden: [width, width], outputs, activation };
      const [fused, tensors] = engines.map((engine) => {
        const network = engine.create({ shape, seed: 3, outputScale: 1 });
        const y = network.forward(normals(rows * inputs, 4), rows);
        const byInputs = network.backward(normals(rows * outputs, 5).map((value) => value / rows));
        const gradient = network.gradient();
        network.adamStep(adamDefaults(1e-3));
        const after = network.predict(normals(rows * inputs, 4), rows);
        network.dispose();
        return { y, byInputs, gradient, after };
      });
      for (const name of ['y', 'byInputs', 'gradient'] as const)
        expect(distance(fused[name], tensors[name])).toBeLessThan(1e-5);
      // Adam's first step is the sign of the gradient: rounding decides where that is nearly zero.
      expect(distance(fused.after, tensors.after)).toBeLessThan(1e-3);
    }
  }
});

test('loading leaves no listener for uncaught errors behind', async () => {
  const count = () =>
    process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
  const before = count();
  await createTensorFlowEngine(['wasm']);
  expect(count()).toBe(before);
});
