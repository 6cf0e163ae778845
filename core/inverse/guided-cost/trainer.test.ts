import { expect, test } from 'vitest';
import { createContinuousEnvironment, createEnvironment, replayEpisode } from '../../environments/index.ts';
import { createFusedEngine, type Engine } from '../../networks/index.ts';
import { loadReward } from '../reward-network/index.ts';
import {
  type GuidedCostProblem,
  type GuidedCostSettings,
  GuidedCostTrainer,
  guidedCostDefaults,
} from './index.ts';
import { expertEpisodes } from './testing/demonstrations.ts';

const world = { kind: 'navigation', maxSteps: 60, ending: 'goal-or-collision' } as const;

function problem(engine: Engine, settings: Partial<GuidedCostSettings>): GuidedCostProblem {
  return {
    environment: createContinuousEnvironment(world),
    demonstrations: expertEpisodes(world, 3, 1),
    settings: {
      ...guidedCostDefaults(),
      episodes: 2,
      memory: 2,
      policyUpdates: 5,
      maxIterations: 6,
      policyWidth: 16,
      hiddenWidth: 16,
      batchSize: 32,
      ...settings,
    },
    seed: 7,
    engine,
  };
}

const variants: [string, Partial<GuidedCostSettings>][] = [
  ['soft actor-critic, states, an averaged reward of limited size', { averaging: 0.3, size: 0.1 }],
  ['soft actor-critic, states and actions, quadratic', { dependsOn: 'state-action', reward: 'quadratic' }],
  [
    'soft actor-critic, begun anew on the way, draws from the whole run, positions alone',
    { restart: 2, remembered: 'spread', observed: 2, clipping: 'even' },
  ],
  [
    'soft policy gradient, both regularisers, truncated weights',
    { sampler: 'soft-policy-gradient', localConstantRate: 0.1, monotonic: 0.1, clipping: 'truncate' },
  ],
  [
    'soft policy gradient, begun anew on the way, sloping gently',
    { sampler: 'soft-policy-gradient', restart: 2, slope: 0.01 },
  ],
];

test.each(variants)('%s: stopped anywhere, training goes on to the same bits', async (_name, settings) => {
  const engine = await createFusedEngine();
  const p = problem(engine, settings);
  const whole = new GuidedCostTrainer(p, null);
  const half = new GuidedCostTrainer(p, null);
  for (let i = 0; i < 3; i++) half.step();
  const resumed = new GuidedCostTrainer(p, half.checkpoint());
  expect(resumed.report()).toEqual(half.report());
  for (let i = 0; i < 6; i++) whole.step();
  for (let i = 0; i < 3; i++) resumed.step();
  expect(resumed.report()).toEqual(whole.report());
  expect(whole.report().finished).toBe(true);
  expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  expect(whole.step()).toEqual(whole.report());
  for (const value of Object.values(whole.report().metrics)) expect(Number.isFinite(value)).toBe(true);
  for (const one of [whole, half, resumed]) one.dispose();
  expect(engine.usage().networks).toBe(0);
  engine.dispose();
});

test('what is handed out is the running average of the reward', async () => {
  const engine = await createFusedEngine();
  const averaging = 0.25;
  const last = new GuidedCostTrainer(problem(engine, {}), null);
  const averaged = new GuidedCostTrainer(problem(engine, { averaging }), null);
  const parameters = (trainer: GuidedCostTrainer) => trainer.reward().network.parameters;
  const expected = Float64Array.from(parameters(last));
  expect(parameters(averaged)).toEqual(parameters(last));
  for (let i = 0; i < 4; i++) {
    last.step();
    averaged.step();
    parameters(last).forEach((now, k) => {
      expected[k] += averaging * (now - expected[k]);
    });
    // The policies see the same rewards either way.
    expect(averaged.report()).toEqual(last.report());
  }
  parameters(averaged).forEach((now, k) => {
    expect(now).toBeCloseTo(expected[k], 5);
  });
  expect(parameters(averaged)).not.toEqual(parameters(last));
  averaged.dispose();
  last.dispose();
  engine.dispose();
});

test('a reward of the positions does not look at velocities', async () => {
  const engine = await createFusedEngine();
  const trainer = new GuidedCostTrainer(problem(engine, { observed: 2, l2: 0.1 }), null);
  trainer.step();
  trainer.step();
  const reward = loadReward(trainer.reward(), engine);
  const [resting, moving, elsewhere] = reward.evaluate([1, 2, 0, 0, 1, 2, 3, -4, 2, 2, 0, 0], null, 3);
  expect(moving).toBe(resting);
  expect(elsewhere).not.toBe(resting);
  reward.dispose();
  trainer.dispose();
  engine.dispose();
});

test('a step that leaves the numbers keeps what there was', async () => {
  const engine = await createFusedEngine();
  const p = problem(engine, {});
  let broken = false;
  const environment = createContinuousEnvironment(world);
  const step = environment.step.bind(environment);
  environment.step = (action) => {
    const result = step(action);
    return broken && environment.steps > 20 ? { ...result, reward: Number.NaN } : result;
  };
  const trainer = new GuidedCostTrainer({ ...p, environment }, null);
  trainer.step();
  const before = trainer.checkpoint();
  broken = true;
  expect(() => trainer.step()).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(trainer.checkpoint()).toEqual(before);
  expect(trainer.iteration).toBe(1);
  trainer.dispose();
  engine.dispose();
});

test('no demonstrations and foreign checkpoints are refused', async () => {
  const engine = await createFusedEngine();
  const p = problem(engine, {});
  const refused = expect.objectContaining({ code: 'InvalidInput' });
  expect(() => new GuidedCostTrainer({ ...p, demonstrations: [] }, null)).toThrow(refused);
  expect(() => new GuidedCostTrainer(p, new Uint8Array(40))).toThrow(refused);
  engine.dispose();
});

test('diagnostics say when weights have collapsed and when lengths leak', async () => {
  const engine = await createFusedEngine();
  const p = problem(engine, { ending: 'cut', rewardStepSize: 0.5, maxIterations: 3, l2: 0 });
  const trainer = new GuidedCostTrainer(p, null);
  expect(trainer.diagnostics().logPartition).toBeNull();
  while (!trainer.step().finished);
  const { remarks } = trainer.diagnostics();
  expect(remarks.join(' ')).toContain('collapsed');
  expect(trainer.horizon).toBe(60);
  trainer.dispose();
  engine.dispose();
});

test('finite worlds work too, resumed bit for bit', async () => {
  const engine = await createFusedEngine();
  const world = {
    kind: 'random',
    states: 6,
    actions: 3,
    branching: 2,
    features: 2,
    seed: 5,
    maxSteps: 10,
  } as const;
  const { environment } = createEnvironment(world);
  const demonstrations = [1, 2, 3].map((seed) =>
    replayEpisode(environment, seed, Int32Array.of(0, 1, 0, 0, 2, 0, 0, 1, 0, 0)),
  );
  for (const sampler of ['soft-actor-critic', 'soft-policy-gradient'] as const) {
    const p = { ...problem(engine, { sampler, dependsOn: 'state-action' }), environment, demonstrations };
    const whole = new GuidedCostTrainer(p, null);
    whole.step();
    const resumed = new GuidedCostTrainer(p, whole.checkpoint());
    expect(resumed.step()).toEqual(whole.step());
    expect(resumed.checkpoint()).toEqual(whole.checkpoint());
  }
  engine.dispose();
});
