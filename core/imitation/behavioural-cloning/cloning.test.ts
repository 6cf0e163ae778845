import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { encodePolicy, loadPolicy } from '../../forward/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import {
  type BehaviouralCloningProblem,
  BehaviouralCloningTrainer,
  behaviouralCloningDefaults,
  behaviouralCloningEngineWish,
  behaviouralCloningSettings,
} from './index.ts';

const engine = await createFusedEngine();
const box = (bound: number, width: number) => ({
  kind: 'box' as const,
  low: new Array<number>(width).fill(-bound),
  high: new Array<number>(width).fill(bound),
  labels: new Array<string>(width).fill('x'),
});
const indices = (n: number) => ({ kind: 'discrete' as const, n, labels: new Array<string>(n).fill('x') });

/** Demonstrations of u ~ N(-K x, 0.3²), K = (1.5, -0.5), from standard normal states. */
function linearGaussian(count: number, steps: number, random: Random) {
  return Array.from({ length: count }, () => {
    const observations = Float32Array.from({ length: 2 * (steps + 1) }, () => random.normal());
    const actions = Float32Array.from(
      { length: steps },
      (_, t) => -1.5 * observations[2 * t] + 0.5 * observations[2 * t + 1] + 0.3 * random.normal(),
    );
    return { observations, actions };
  });
}

const continuous = (over: object, count = 10, random = Random.fromSeed(1)): BehaviouralCloningProblem => ({
  demonstrations: linearGaussian(count, 50, random),
  observationSpace: box(Infinity, 2),
  actionSpace: box(Infinity, 1),
  settings: { ...behaviouralCloningDefaults(), ...over },
  seed: 5,
  engine,
});

function train(trainer: BehaviouralCloningTrainer) {
  let report = trainer.step();
  while (!report.finished) report = trainer.step();
  return report;
}

test('the defaults are settings, and the engine is asked for them', () => {
  const settings = behaviouralCloningSettings.parse(behaviouralCloningDefaults());
  expect(behaviouralCloningEngineWish(continuous({}), settings)).toEqual({
    preference: 'auto',
    shape: { inputs: 2, hidden: [64, 64], outputs: 2, activation: 'tanh' },
    rows: 128,
  });
});

test('the penalty holds a policy that is always right where its slope is the likelihood’s', () => {
  const l2 = 0.5;
  const trainer = new BehaviouralCloningTrainer({
    demonstrations: [{ observations: new Float32Array(8), actions: new Float32Array(8) }],
    observationSpace: indices(1),
    actionSpace: indices(2),
    settings: {
      ...behaviouralCloningDefaults(),
      ...{ layers: 0, heldOut: 0, l2, stepSize: 0.05, schedule: 'linear', updates: 20, maxIterations: 30 },
    },
    seed: 5,
    engine,
  });
  train(trainer);
  // One state, two actions: weight and bias of the action taken are z, those of the other -z, its probability is
  // 1/(1 + exp(-4z)), and 1 - probability = λ z where the gradient vanishes.
  let [low, high] = [0, 2];
  for (let k = 0; k < 50; k++) {
    const z = (low + high) / 2;
    if (1 / (1 + Math.exp(4 * z)) > l2 * z) low = z;
    else high = z;
  }
  const policy = loadPolicy(trainer.policy(), engine);
  const [logProbability] = policy.logDensity?.(Float32Array.of(0), Float32Array.of(0), 1) ?? [];
  expect(Math.exp(logProbability)).toBeCloseTo(1 / (1 + Math.exp(-4 * low)), 3);
  policy.dispose();
  trainer.dispose();
});

test('a linear-Gaussian policy is recovered: least squares and its residual', () => {
  const problem = continuous({
    layers: 0,
    heldOut: 0,
    l2: 0,
    stepSize: 0.05,
    schedule: 'linear',
    minibatch: 1000,
    updates: 20,
    maxIterations: 30,
  });
  const trainer = new BehaviouralCloningTrainer(problem);
  const { metrics } = train(trainer);
  // The closed form: normal equations of u on (x1, x2, 1), 3 unknowns.
  const rows = problem.demonstrations.flatMap(({ observations, actions }) =>
    Array.from(actions, (u, t) => [observations[2 * t], observations[2 * t + 1], 1, u]),
  );
  const solution = leastSquares(rows);
  const residual = Math.sqrt(
    rows.reduce(
      (sum, [x1, x2, , u]) => sum + (u - solution[0] * x1 - solution[1] * x2 - solution[2]) ** 2,
      0,
    ) / rows.length,
  );
  const [toMean1, , toMean2, , bias] = (() => {
    const p = trainer.policy().network.parameters;
    return [p[0], p[1], p[2], p[3], p[4]];
  })();
  expect(toMean1).toBeCloseTo(solution[0], 2);
  expect(toMean2).toBeCloseTo(solution[1], 2);
  expect(bias).toBeCloseTo(solution[2], 2);
  const policy = loadPolicy(trainer.policy(), engine);
  const deviation =
    1 / Math.sqrt(2 * Math.PI) / Math.exp(policy.logDensity!([0, 0], policy.mode([0, 0], 1), 1)[0]);
  expect(Math.abs(deviation / residual - 1)).toBeLessThan(0.05);
  // -log σ - ½ log 2π - ½; the deviation may lean on x, which can only be likelier.
  const closedForm = -Math.log(residual) - 0.5 * Math.log(2 * Math.PI) - 0.5;
  expect(metrics.logLikelihood).toBeGreaterThan(closedForm - 1e-3);
  expect(metrics.logLikelihood).toBeLessThan(closedForm + 0.02);
  policy.dispose();
  trainer.dispose();
});

test('in a finite world the clone is the share of each action', () => {
  const counts = [
    [8, 1, 1],
    [0, 5, 5],
  ];
  const steps = counts.flatMap((row, s) => row.flatMap((n, a) => Array.from({ length: n }, () => [s, a])));
  const trainer = new BehaviouralCloningTrainer({
    demonstrations: [
      { observations: Float32Array.from(steps, ([s]) => s), actions: Float32Array.from(steps, ([, a]) => a) },
    ],
    observationSpace: indices(2),
    actionSpace: indices(3),
    settings: { ...behaviouralCloningDefaults(), layers: 0, l2: 0, stepSize: 0.1, maxIterations: 20 },
    seed: 0,
    engine,
  });
  const { metrics } = train(trainer);
  const policy = loadPolicy(trainer.policy(), engine);
  let best = 0;
  counts.forEach((row, s) => {
    row.forEach((n, a) => {
      expect(Math.exp(policy.logDensity!([s], [a], 1)[0])).toBeCloseTo(n / 10, 2);
      if (n > 0) best += (n * Math.log(n / 10)) / 20;
    });
  });
  expect(metrics.logLikelihood).toBeCloseTo(best, 2);
  policy.dispose();
  trainer.dispose();
});

test('it stops when held-out demonstrations get less likely, and keeps the best policy', () => {
  // Four short demonstrations and a large network: it learns them by heart.
  const problem = continuous({ stepSize: 0.01, l2: 0, heldOut: 0.5, patience: 4, updates: 10 }, 4);
  const trainer = new BehaviouralCloningTrainer(problem);
  const seen: number[] = [];
  let report = trainer.step();
  for (; ; report = trainer.step()) {
    seen.push(report.metrics.heldOutLogLikelihood);
    if (report.finished) break;
  }
  expect(report.iteration).toBeLessThan(problem.settings.maxIterations);
  const best = Math.max(...seen);
  expect(report.metrics.bestHeldOutLogLikelihood).toBe(best);
  expect(report.metrics.bestIteration).toBe(seen.indexOf(best) + 1);
  expect(report.iteration - report.metrics.bestIteration).toBe(4);
  // The policy handed out is the best one, not the last.
  const again = new BehaviouralCloningTrainer(problem);
  for (let k = 0; k < report.metrics.bestIteration; k++) again.step();
  expect(encodePolicy(trainer.policy())).toEqual(encodePolicy(again.policy()));
  expect(() => trainer.step()).toThrow(expect.objectContaining({ code: 'Conflict' }));
  trainer.dispose();
  again.dispose();
});

test('stopped and resumed it gives the same bits', () => {
  const problem = continuous({ units: 8, maxIterations: 6 });
  const [whole, half] = [new BehaviouralCloningTrainer(problem), new BehaviouralCloningTrainer(problem)];
  const wanted = [whole.step(), whole.step(), whole.step()];
  half.step();
  const resumed = BehaviouralCloningTrainer.resume(problem, half.checkpoint());
  expect([resumed.step(), resumed.step()]).toEqual(wanted.slice(1));
  expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  const other = continuous({ units: 9 });
  expect(() => BehaviouralCloningTrainer.resume(other, half.checkpoint())).toThrow(
    expect.objectContaining({ code: 'InvalidInput' }),
  );
  for (const one of [whole, half, resumed]) one.dispose();
  expect(engine.usage().networks).toBe(0);
});

test.each([
  [[], 'demonstrations'],
  [[{ observations: new Float32Array(4), actions: new Float32Array(5) }], 'demonstrations[0]'],
  [[{ observations: Float32Array.of(1, Number.NaN), actions: Float32Array.of(0) }], 'demonstrations[0]'],
])('what is no demonstration is refused', (demonstrations, where) => {
  const problem = { ...continuous({}), demonstrations };
  expect(() => new BehaviouralCloningTrainer(problem)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where }),
  );
});

/** x of min Σ (row·x - u)² by Gaussian elimination; rows are (x1, x2, 1, u). */
function leastSquares(rows: readonly number[][]): number[] {
  const system = [0, 1, 2].map((i) =>
    [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
  );
  for (let i = 0; i < 3; i++)
    for (let k = 0; k < 3; k++) {
      if (k === i) continue;
      const factor = system[k][i] / system[i][i];
      for (let j = 0; j < 4; j++) system[k][j] -= factor * system[i][j];
    }
  return system.map((row, i) => row[3] / row[i]);
}
