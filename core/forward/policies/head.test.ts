import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { headOf } from './head.ts';

const box = { kind: 'box' as const, low: [-1, -Infinity], high: [3, Infinity], labels: ['bounded', 'free'] };
const indices = { kind: 'discrete' as const, n: 3, labels: ['a', 'b', 'c'] };

test.each([
  ['a squashed Gaussian', box],
  ['a softmax over indices', indices],
] as const)('%s: the gradient of weighted log likelihoods is that of differences', (_, space) => {
  const head = headOf(space);
  const rows = 3;
  const random = Random.fromSeed(2);
  const outputs = Float32Array.from({ length: rows * head.outputs }, () => 0.5 * random.normal());
  const actions = head.sample(outputs, rows, random);
  const weights = [1, -0.5, 2];
  const sum = (at: Float32Array) =>
    head.score(at, actions, rows).logDensity.reduce((total, log, row) => total + weights[row] * log, 0);
  const step = 1 / 256;
  const gradient = head.score(outputs, actions, rows).gradient(weights);
  gradient.forEach((slope, i) => {
    const moved = (by: number) => sum(outputs.map((x, j) => (j === i ? x + by : x)));
    expect(slope).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 2);
  });
  expect(gradient.some((slope) => Math.abs(slope) > 0.1)).toBe(true);
});
