import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { headOf } from '../policies/head.ts';
import { clippedUpdate, gradientUpdate, type PolicyBatch } from './policy-update.ts';

const engine = await createFusedEngine();
const box = {
  kind: 'box',
  low: [-2, Number.NEGATIVE_INFINITY],
  high: [1, Infinity],
  labels: ['a', 'b'],
} as const;
const choices = { kind: 'discrete', n: 3, labels: ['x', 'y', 'z'] } as const;
const rows = 6;
const step = { stepSize: 0.01, gradientNorm: 1e6 };
const passes = { ...step, epochs: 1, minibatch: rows, clipRange: 0.2 };

function setUp(space: typeof box | typeof choices) {
  const head = headOf(space);
  const shape = { inputs: 2, hidden: [5], outputs: head.outputs, activation: 'tanh' as const };
  const network = engine.create({ shape, seed: 3, outputScale: 1 });
  const random = Random.fromSeed(4);
  const encoded = Float32Array.from({ length: rows * 2 }, () => random.normal());
  const outputs = network.predict(encoded, rows);
  const actions = head.sample(outputs, rows, random);
  const batch: PolicyBatch = {
    rows,
    encoded,
    actions,
    logDensity: head.score(outputs, actions, rows).logDensity,
    advantages: Float64Array.from({ length: rows }, () => random.normal()),
    temperature: 0.3,
    weights: Float64Array.from({ length: rows }, (_, t) => 0.9 ** t),
  };
  return { head, network, batch };
}

test.each([box, choices])('the gradient is that of -(1/N) Σ weight A log π: $kind', (space) => {
  const { head, network, batch } = setUp(space);
  const start = network.parameters();
  gradientUpdate(network, head, batch, step);
  const gradient = network.gradient();
  const loss = (parameters: Float32Array) => {
    network.setParameters(parameters);
    const { logDensity } = head.score(network.predict(batch.encoded, rows), batch.actions, rows);
    return -logDensity.reduce((sum, l, i) => sum + (batch.weights[i] * batch.advantages[i] * l) / rows, 0);
  };
  for (let i = 0; i < start.length; i++) {
    const [up, down] = [start.slice(), start.slice()];
    up[i] += 0.01;
    down[i] -= 0.01;
    const slope = (loss(up) - loss(down)) / (up[i] - down[i]);
    expect(Math.abs(slope - gradient[i])).toBeLessThan(1e-3 * (1 + Math.abs(slope)));
  }
});

test.each([box, choices])('one clipped pass over the whole batch is the gradient step: $kind', (space) => {
  const plain = setUp(space);
  gradientUpdate(plain.network, plain.head, plain.batch, step);
  const clipped = setUp(space);
  clippedUpdate(clipped.network, clipped.head, clipped.batch, { ...passes, random: Random.fromSeed(0) });
  const expected = plain.network.parameters();
  clipped.network.parameters().forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 5);
  });
});

test('a ratio beyond the range pays no more: steps that have gone far enough are left alone', () => {
  const { head, network, batch } = setUp(choices);
  // As if every action had been half as likely when it was played: ratio 2.
  const before = batch.logDensity.map((l) => l - Math.LN2);
  const start = network.parameters();
  const moved = (advantage: number) => {
    network.setParameters(start);
    const one = {
      ...batch,
      logDensity: before,
      advantages: new Float64Array(rows).fill(advantage),
      temperature: 0,
    };
    clippedUpdate(network, head, one, { ...passes, random: Random.fromSeed(0) });
    return network.gradientNorm();
  };
  expect(moved(1)).toBe(0);
  expect(moved(-1)).toBeGreaterThan(0.01);
});

test('when ratios are clipped the price of surprise follows the policy', () => {
  const { head, network, batch } = setUp(choices);
  // Neither good nor bad when they were played; twice as likely now, so that they surprise less than they were paid for.
  const one = {
    ...batch,
    logDensity: batch.logDensity.map((l) => l - Math.LN2),
    advantages: new Float64Array(rows),
  };
  const likelihood = () => head.score(network.predict(batch.encoded, rows), batch.actions, rows).logDensity;
  const before = likelihood().reduce((sum, l) => sum + l, 0);
  for (let k = 0; k < 5; k++) clippedUpdate(network, head, one, { ...passes, random: Random.fromSeed(0) });
  expect(likelihood().reduce((sum, l) => sum + l, 0)).toBeLessThan(before - 0.1);
});
