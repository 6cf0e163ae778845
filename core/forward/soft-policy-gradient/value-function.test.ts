import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { ValueFunction } from './value-function.ts';

const engine = await createFusedEngine();
const rows = 64;
const random = Random.fromSeed(1);
const encoded = Float32Array.from({ length: rows }, () => random.normal());
const passes = { epochs: 40, minibatch: 32, stepSize: 0.02, gradientNorm: 10 };

const fresh = (hidden: number[]) =>
  new ValueFunction(
    engine.create({
      shape: { inputs: 1, hidden, outputs: 1, activation: 'tanh' },
      seed: 2,
      outputScale: 0.01,
    }),
    ValueFunction.unscaled,
  );

test.each([1, 1000])('targets of size %d are learnt with the same step size', (size) => {
  const value = fresh([16]);
  const targets = Float64Array.from(encoded, (x) => size * (3 + x * x));
  for (let k = 0; k < 5; k++) value.fit(encoded, targets, { ...passes, random: Random.fromSeed(k) });
  value.predict(encoded, rows).forEach((v, i) => {
    if (Math.abs(encoded[i]) < 1.5) expect(Math.abs(v - targets[i])).toBeLessThan(0.3 * size);
  });
});

test.each([[[8]], [[]]])('when the scale moves, V does not: hidden %j', (hidden) => {
  const value = fresh(hidden);
  const targets = Float64Array.from(encoded, (x) => 5 + 2 * x);
  value.fit(encoded, targets, { ...passes, random: Random.fromSeed(0) });
  const before = value.predict(encoded, rows);
  const { scale } = value;
  // Other targets, and no step towards them.
  const elsewhere = targets.map((y) => 40 - 30 * y);
  value.fit(encoded, elsewhere, { ...passes, epochs: 0, random: Random.fromSeed(0) });
  expect(Math.abs(value.scale.mean - scale.mean)).toBeGreaterThan(1);
  value.predict(encoded, rows).forEach((v, i) => {
    expect(v).toBeCloseTo(before[i], 3);
  });
});

test('targets that are all alike do no harm', () => {
  const value = fresh([8]);
  const { loss } = value.fit(encoded, new Float64Array(rows).fill(7), {
    ...passes,
    random: Random.fromSeed(0),
  });
  expect(Number.isFinite(loss)).toBe(true);
  value.predict(encoded, rows).forEach((v) => {
    expect(v).toBeCloseTo(7, 1);
  });
});
