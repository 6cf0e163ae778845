import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import type { BoxSpace } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { bitsOf, distance, normals } from '../../networks/testing/numbers.ts';
import { encodingOf } from '../encoding.ts';
import { gaussianSampleOf } from '../policies/squashed-gaussian.ts';
import { ContinuousForm } from './continuous.ts';
import { DiscreteForm } from './discrete.ts';
import type { SacForm, SacNetworks } from './form.ts';
import { SacLearner, sacDefaults, sacEngineWish } from './index.ts';
import { Temperature } from './temperature.ts';
import { together } from './twin.ts';

const engine = await createFusedEngine();
const box = (low: number[], high: number[]): BoxSpace => ({
  kind: 'box',
  low,
  high,
  labels: low.map(String),
});
const observationSpace = box([-1, -Infinity], [3, Infinity]);
/** One bounded number, off centre, and one unbounded. */
const actionSpace = box([0, -Infinity], [4, Infinity]);
const settings = { ...sacDefaults(), hiddenWidth: 8, activation: 'tanh' as const };
const rows = 6;
const batch = {
  rows,
  observations: normals(rows * 2, 1),
  actions: normals(rows * 2, 2).map((x) => Math.tanh(x) + 2),
  rewards: normals(rows, 3),
  nextObservations: normals(rows * 2, 4),
  terminated: Float32Array.of(0, 1, 0, 0, 1, 0),
};

function networksOf({ actorShape, criticShape }: SacForm): SacNetworks {
  const make = (shape: typeof actorShape, seed: number) => engine.create({ shape, seed, outputScale: 1 });
  return {
    actor: make(actorShape, 1),
    critics: [make(criticShape, 2), make(criticShape, 3)],
    targets: [make(criticShape, 4), make(criticShape, 5)],
  };
}

test.each([
  ['the smaller', 'smaller'],
  ['the mean', 'mean'],
] as const)('the actor’s gradient agrees with finite differences: %s of the critics', (_, critics) => {
  const form = new ContinuousForm(encodingOf(observationSpace), actionSpace, { ...settings, critics }, [8]);
  const networks = networksOf(form);
  const temperature = 0.3;
  form.actorGradient(networks, batch, temperature, Random.fromSeed(9));
  const gradient = networks.actor.gradient();
  const noise = new Float32Array(rows * 2);
  Random.fromSeed(9).fillNormal(noise);
  // E[α log π - Q] written out, by the same draws.
  const loss = (parameters: Float32Array) => {
    networks.actor.setParameters(parameters);
    const encoded = Float32Array.from(batch.observations, (x, i) => (i % 2 === 0 ? (x - 1) / 2 : x));
    const range = { center: [2, 0], half: [2, null] };
    const drawn = gaussianSampleOf(networks.actor.predict(encoded, rows), noise, rows, range);
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const [a, b] = drawn.actions.subarray(2 * row, 2 * row + 2);
      const input = Float32Array.of(encoded[2 * row], encoded[2 * row + 1], (a - 2) / 2, b);
      const [q1, q2] = networks.critics.map((critic) => critic.predict(input, 1)[0]);
      const q = critics === 'mean' ? (q1 + q2) / 2 : Math.min(q1, q2);
      sum += (temperature * drawn.logDensity[row] - q) / rows;
    }
    return sum;
  };
  const parameters = networks.actor.parameters();
  const step = 1 / 256;
  const differences = parameters.map((_, i) => {
    const moved = (by: number) => loss(parameters.map((x, j) => (j === i ? x + by : x)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  expect(distance(gradient, differences)).toBeLessThan(2e-3);
  expect(Math.hypot(...gradient)).toBeGreaterThan(0.1);
});

test('the actor’s gradient over discrete actions agrees with finite differences', () => {
  const space = { kind: 'discrete', n: 3, labels: ['a', 'b', 'c'] } as const;
  const form = new DiscreteForm(encodingOf(observationSpace), space, settings, [8]);
  const networks = networksOf(form);
  const temperature = 0.3;
  form.actorGradient(networks, batch, temperature);
  const gradient = networks.actor.gradient();
  // V(s) is -E[α log π - Q] with the present critics.
  const loss = (parameters: Float32Array) => {
    networks.actor.setParameters(parameters);
    const values = form.values(networks, batch.observations, rows, temperature);
    return -values.reduce((sum, v) => sum + v, 0) / rows;
  };
  const parameters = networks.actor.parameters();
  const step = 1 / 256;
  const differences = parameters.map((_, i) => {
    const moved = (by: number) => loss(parameters.map((x, j) => (j === i ? x + by : x)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  expect(distance(gradient, differences)).toBeLessThan(2e-3);
  expect(Math.hypot(...gradient)).toBeGreaterThan(0.01);
});

test('only an end cuts the value: a batch that terminates throughout is fitted to its rewards', () => {
  const start = { spaces: { observationSpace, actionSpace }, settings, seed: 1, engine };
  const learner = new SacLearner(start, null);
  const rewards = normals(rows, 8);
  const ended = { ...batch, terminated: new Float32Array(rows).fill(1) };
  let loss = Number.NaN;
  for (let i = 0; i < 1500; i++) loss = learner.update(ended, rewards, 1).criticLoss;
  expect(loss).toBeLessThan(1e-3);
  // The same without an end lies elsewhere: what follows counts.
  expect(
    learner.update({ ...batch, terminated: new Float32Array(rows) }, rewards, 1).criticLoss,
  ).toBeGreaterThan(1e-2);
  learner.dispose();
});

test('a learner goes on from its save bit for bit, in every form', () => {
  const spaces = [
    { observationSpace, actionSpace },
    { observationSpace, actionSpace: { kind: 'discrete', n: 5, labels: [] } as const },
  ];
  for (const of of spaces) {
    const start = { spaces: of, settings, seed: 3, engine };
    const some =
      of.actionSpace.kind === 'discrete' ? { ...batch, actions: batch.actions.map(Math.floor) } : batch;
    const rowsOf =
      of.actionSpace.kind === 'discrete' ? { ...some, actions: Float32Array.of(0, 1, 2, 3, 4, 0) } : some;
    const one = new SacLearner(start, null);
    for (let i = 0; i < 3; i++) one.update(rowsOf, batch.rewards, 1);
    const other = new SacLearner(start, one.save());
    for (const learner of [one, other])
      for (let i = 0; i < 3; i++) learner.update(rowsOf, batch.rewards, 0.5);
    expect(other.save()).toEqual(one.save());
    expect(bitsOf(other.policy().network.parameters)).toEqual(bitsOf(one.policy().network.parameters));
    for (const learner of [one, other]) learner.dispose();
  }
});

test('numbers that are not finite stop the update, and every network stays as it was', () => {
  const learner = new SacLearner(
    { spaces: { observationSpace, actionSpace }, settings, seed: 1, engine },
    null,
  );
  const before = learner.save().networks;
  expect(() =>
    learner.update(
      batch,
      batch.rewards.map(() => Number.NaN),
      1,
    ),
  ).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(learner.save().networks).toEqual(before);
  learner.dispose();
});

test('gradients are clipped, and the norms that they had are reported', () => {
  const clipped = { ...settings, gradientClip: 1e-3 };
  const start = { spaces: { observationSpace, actionSpace }, seed: 1, engine };
  const [free, held] = [settings, clipped].map((one) => {
    const learner = new SacLearner({ ...start, settings: one }, null);
    const found = learner.update(batch, batch.rewards, 1);
    const moments = Math.hypot(...learner.save().networks.critic1.mean);
    learner.dispose();
    return { found, moments };
  });
  expect(held.found.criticGradientNorm).toBe(free.found.criticGradientNorm);
  // The first moment is a tenth of the gradient.
  expect(held.moments).toBeCloseTo(1e-4, 8);
  expect(free.moments).toBeGreaterThan(1e-3);
});

test('the temperature moves towards the target entropy, in the environment’s units, and stays where it is fixed', () => {
  const automatic = { temperatureMode: 'automatic', temperature: 0.5 } as const;
  for (const [entropy, direction] of [
    [2, -1],
    [0, 1],
  ] as const) {
    const temperature = new Temperature(automatic, 1);
    temperature.step(entropy, 0.01);
    expect(Math.sign(temperature.value - 0.5)).toBe(direction);
  }
  const fixed = new Temperature({ temperatureMode: 'fixed', temperature: 0.5 }, 1);
  fixed.step(5, 0.01);
  expect(fixed.value).toBeCloseTo(0.5, 12);
  const form = new ContinuousForm(encodingOf(observationSpace), actionSpace, settings, [8]);
  // -1 for each number; the bounded one is 2 to either side, the unbounded one as it is.
  expect(form.targetEntropy).toBeCloseTo(-2 + Math.log(2), 12);
});

test('the word of two critics', () => {
  const two = () => [Float32Array.of(1, 5), Float32Array.of(3, 2)] as const;
  expect(Array.from(together('smaller', ...two()))).toEqual([1, 2]);
  expect(Array.from(together('mean', ...two()))).toEqual([2, 3.5]);
});

test('the engine is wished for by the critics’ shape and the batch', () => {
  expect(sacEngineWish({ observationSpace, actionSpace }, settings)).toEqual({
    preference: 'auto',
    shape: { inputs: 4, hidden: [8, 8], outputs: 1, activation: 'tanh' },
    rows: 128,
  });
});
