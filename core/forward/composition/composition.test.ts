import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { buildWorld, type FiniteMdp } from '../../mdp/index.ts';
import { createFusedEngine, type NetworkShape } from '../../networks/index.ts';
import { mean, variance } from '../../numerics/index.ts';
import { loadPolicy } from '../policies/load.ts';
import type { SoftQFunction } from '../soft-q-learning/index.ts';
import { boltzmannPolicy, composeSoftQ, compositionGap, trainSampler } from './index.ts';

const random = (seed: number, terminal: readonly number[]): FiniteMdp => {
  const { mdp } = buildWorld({
    kind: 'random',
    states: 6,
    actions: 3,
    branching: 3,
    features: 2,
    seed,
    maxSteps: 50,
  });
  return { ...mdp, terminal: Uint8Array.from({ length: 6 }, (_, s) => (terminal.includes(s) ? 1 : 0)) };
};

test('the mean network is the mean of the networks, whatever their widths', async () => {
  const engine = await createFusedEngine();
  const rows = 7;
  const inputs = Float32Array.from({ length: rows * 3 }, (_, i) => Math.sin(i));
  for (const widths of [
    [],
    [[5, 4, 6]],
    [
      [5, 3],
      [4, 8],
    ].map((w) => [...w, 2]),
  ] as number[][][]) {
    const networks = [0, 1, 2].map((k) => {
      const hidden = widths.map((layer) => layer[k]);
      const shape: NetworkShape = { inputs: 3, hidden, outputs: 2, activation: 'tanh' };
      return engine.create({ shape, seed: k, outputScale: 1 });
    });
    const functions = networks.map(
      (one): SoftQFunction => ({
        kind: 'discrete',
        encoding: { kind: 'affine', offset: [0, 0, 0], scale: [1, 1, 1] },
        temperature: 0.5,
        discount: 0.9,
        network: one.save(),
      }),
    );
    const composed = engine.load(composeSoftQ(functions).network).predict(inputs, rows);
    const outputs = networks.map((one) => one.predict(inputs, rows));
    composed.forEach((q, i) => {
      expect(q).toBeCloseTo((outputs[0][i] + outputs[1][i] + outputs[2][i]) / 3, 5);
    });
    const colder = { ...functions[1], temperature: 0.4 };
    expect(() => composeSoftQ([functions[0], colder])).toThrow(LabError);
    expect(boltzmannPolicy(composeSoftQ(functions)).kind).toBe('categorical');
  }
  engine.dispose();
});

const spread = fc.double({ min: 0.05, max: 5, noNaN: true });

test('on finite worlds the mean of Qs is no less than the exact Q, and both bounds hold', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.integer({ min: 2, max: 4 }),
      spread,
      (seed, n, temperature) => {
        const numbers = Random.fromSeed(seed);
        const rewards = Array.from({ length: n }, () =>
          Float64Array.from({ length: 18 }, () => numbers.normal()),
        );
        const settings = { discount: 0.8, temperature, tolerance: 1e-10, maxIterations: 10_000 };
        const gap = compositionGap({ mdp: random(seed, []), rewards, ...settings });
        gap.composed.forEach((composed, i) => {
          const slack = 1e-8;
          expect(gap.direct[i]).toBeLessThan(composed + slack);
          expect(gap.direct[i]).toBeGreaterThan(composed - gap.bound[i] - slack);
          expect(gap.achieved[i]).toBeLessThan(gap.direct[i] + slack);
          expect(gap.achieved[i]).toBeGreaterThan(gap.direct[i] - gap.lossBound[i] - slack);
        });
        // Different rewards do disagree.
        expect(Math.max(...gap.bound)).toBeGreaterThan(1e-6);
      },
    ),
    { numRuns: 30 },
  );
});

test('where policies agree, composing is exact: rewards that differ by shaping with a potential', () => {
  const mdp = random(5, []);
  const numbers = Random.fromSeed(6);
  const reward = Float64Array.from({ length: 18 }, () => numbers.normal());
  const potential = Float64Array.from({ length: 6 }, () => numbers.normal());
  const discount = 0.8;
  const shaped = reward.map((r, row) => {
    let next = 0;
    for (let k = mdp.rowStart[row]; k < mdp.rowStart[row + 1]; k++)
      next += mdp.probability[k] * potential[mdp.successor[k]];
    return r + discount * next - potential[Math.floor(row / 3)];
  });
  const gap = compositionGap({
    mdp,
    rewards: [reward, shaped],
    discount,
    temperature: 0.5,
    tolerance: 1e-12,
    maxIterations: 10_000,
  });
  expect(Math.max(...gap.bound)).toBeLessThan(1e-9);
  gap.composed.forEach((q, i) => {
    expect(q).toBeCloseTo(gap.direct[i], 9);
    expect(gap.achieved[i]).toBeCloseTo(gap.direct[i], 9);
  });
});

test('a composed Q of continuous actions is sampled without a step in its world', async () => {
  // Q_i(s, a) = -4 |a - b_i| as a network of two units; their mean is flat between b_1 = -1 and b_2 = 1.
  const towards = (b: number): SoftQFunction => ({
    kind: 'continuous',
    encoding: { kind: 'affine', offset: [0], scale: [1] },
    range: { center: [0], half: [null] },
    temperature: 1,
    discount: 0.9,
    network: {
      shape: { inputs: 2, hidden: [2], outputs: 1, activation: 'relu' },
      parameters: Float32Array.of(0, 0, 1, -1, -b, b, -4, -4, 0),
      mean: new Float32Array(9),
      square: new Float32Array(9),
      adamSteps: 0,
    },
  });
  const engine = await createFusedEngine();
  const q = composeSoftQ([towards(-1), towards(1)]);
  const settings = {
    updates: 600,
    batchSize: 8,
    particles: 16,
    hidden: [16],
    learningRate: 0.01,
    longestGradient: 10,
  };
  const observations = Float32Array.from({ length: 20 }, (_, i) => i / 10 - 1);
  const policy = loadPolicy(trainSampler(q, { ...settings, observations, seed: 1 }, engine), engine);
  const draws = policy.sample(new Float32Array(4000), 4000, Random.fromSeed(2));
  // p(a) is even between the two and falls as exp(-4 (|a| - 1)) outside: mass 1 : 1/4 : 1/4.
  const expected = (2 / 3 + 2 * (1 / 4 + 2 / 16 + 2 / 64)) / 2.5;
  expect(Math.abs(mean(draws))).toBeLessThan(0.1);
  expect(Math.abs(Math.sqrt(variance(draws)) - Math.sqrt(expected))).toBeLessThan(0.08);
  expect(engine.usage().networks).toBe(1);
  engine.dispose();
});
