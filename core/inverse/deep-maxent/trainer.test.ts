import { expect, test } from 'vitest';
import { packState, unpackState } from '../../forward/index.ts';
import { createFusedEngine, createTensorFlowEngine, type Engine } from '../../networks/index.ts';
import { randomFeatures, randomMdp, randomTrajectories } from '../maxent/testing/problems.ts';
import {
  type DeepMaxEntProblem,
  type DeepMaxEntSettings,
  DeepMaxEntTrainer,
  deepMaxEntDefaults,
} from './index.ts';

function problem(engine: Engine, settings: Partial<DeepMaxEntSettings>): DeepMaxEntProblem {
  const mdp = randomMdp(3, 12, 3, 1);
  const all = randomTrajectories(mdp, 4, [9, 9, 4, 9, 6, 9, 9, 9]);
  return {
    mdp,
    features: randomFeatures(5, 12, 4),
    demonstrations: all.slice(0, 6),
    heldOut: all.slice(6),
    settings: { ...deepMaxEntDefaults(), hiddenWidth: 8, maxIterations: 12, activation: 'tanh', ...settings },
    seed: 2,
    engine,
  };
}

const variants: [string, Partial<DeepMaxEntSettings>][] = [
  ['causal likelihood', {}],
  ['posterior likelihood', { model: 'posterior' }],
  ['discounted', { horizonKind: 'discounted' }],
  ['feature matching', { objective: 'feature-matching' }],
];

test.each(variants)('%s: stopped anywhere, training goes on to the same bits', async (_name, settings) => {
  const engine = await createFusedEngine();
  const p = problem(engine, settings);
  const whole = new DeepMaxEntTrainer(p, null);
  const half = new DeepMaxEntTrainer(p, null);
  for (let i = 0; i < 5; i++) half.step();
  const resumed = new DeepMaxEntTrainer(p, half.checkpoint());
  expect(resumed.report()).toEqual(half.report());
  for (let i = 0; i < 12; i++) whole.step();
  for (let i = 0; i < 7; i++) resumed.step();
  expect(resumed.report()).toEqual(whole.report());
  expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  expect(whole.report()).toMatchObject({ finished: true, iteration: 12 });
  expect(whole.step()).toEqual(whole.report());
  engine.dispose();
});

/** A checkpoint of the same trainer with other parameters. */
function checkpointOf(trainer: DeepMaxEntTrainer, parameters: Float32Array): Uint8Array {
  const { networks, ...rest } = unpackState(trainer.checkpoint());
  return packState({ ...rest, networks: { reward: { ...networks.reward, parameters } } });
}

test.each(variants)('%s: the step follows central differences of the objective', async (_name, settings) => {
  const engine = await createFusedEngine();
  const p = problem(engine, { ...settings, hiddenLayers: 1, l2: 0.1, stepSize: 1e-3 });
  const at = (trainer: DeepMaxEntTrainer) => trainer.report().metrics.objective;
  const trainer = new DeepMaxEntTrainer(p, null);
  const start = trainer.network();
  trainer.step();
  // Adam's first step moves each parameter by the step size in the direction of its slope: the sign of the gradient.
  const moved = trainer.network().parameters.map((x, i) => x - start.parameters[i]);
  const objectiveAt = (parameters: Float32Array) =>
    at(new DeepMaxEntTrainer(p, checkpointOf(new DeepMaxEntTrainer(p, null), parameters)));
  const h = 5e-3;
  let checked = 0;
  start.parameters.forEach((x, i) => {
    const slopes = [h, -h].map((d) => {
      const parameters = start.parameters.slice();
      parameters[i] = x + d;
      return objectiveAt(parameters);
    });
    const slope = (slopes[0] - slopes[1]) / (2 * h);
    if (Math.abs(slope) < 1e-3) return;
    expect(Math.sign(moved[i])).toBe(Math.sign(slope));
    checked++;
  });
  expect(checked).toBeGreaterThan(start.parameters.length / 2);
  engine.dispose();
});

test('both engines find the same reward', async () => {
  const fused = await createFusedEngine();
  const tensors = await createTensorFlowEngine(['cpu']);
  const run = (engine: Engine) => {
    const trainer = new DeepMaxEntTrainer(problem(engine, {}), null);
    while (!trainer.step().finished);
    const reward = trainer.stateReward;
    trainer.dispose();
    return reward;
  };
  const other = run(tensors);
  run(fused).forEach((r, s) => {
    expect(other[s]).toBeCloseTo(r, 4);
  });
  fused.dispose();
  tensors.dispose();
});

test('the likelihood rises, and diagnostics have the shape of the linear method’s', async () => {
  const engine = await createFusedEngine();
  const trainer = new DeepMaxEntTrainer(problem(engine, { maxIterations: 60 }), null);
  const before = trainer.report().metrics.objective;
  while (!trainer.step().finished);
  expect(trainer.report().metrics.objective).toBeGreaterThan(before + 0.01);
  const found = trainer.diagnostics();
  expect(found.identification.parameters).toBe(12);
  expect(found.heldOutLogLikelihood).toBeLessThan(0);
  expect(trainer.policy().policy.length).toBe(9 * 12 * 3);
  engine.dispose();
});

test('a reward that leaves the numbers is refused and the last good one kept', async () => {
  const engine = await createFusedEngine();
  const p = problem(engine, { l2: 0 });
  const trainer = new DeepMaxEntTrainer(p, null);
  trainer.step();
  const before = trainer.checkpoint();
  (p.settings as { stepSize: number }).stepSize = 1e38;
  expect(() => trainer.step()).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(trainer.checkpoint()).toEqual(before);
  expect(trainer.iteration).toBe(1);
  engine.dispose();
});
