import { expect, test } from 'vitest';
import { openEnvironment, parseEnvironmentSpec } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import type { ForwardProblem } from '../trainer.ts';
import type { RewardModel } from '../transitions.ts';
import { type SacSettings, SoftActorCriticTrainer, sacDefaults } from './index.ts';

const engine = await createFusedEngine();
const small: SacSettings = {
  ...sacDefaults(),
  hiddenWidth: 8,
  batchSize: 16,
  totalSteps: 330,
  warmupSteps: 40,
  warmupHold: 7,
  stepsPerIteration: 30,
  bufferCapacity: 150,
};

async function problemOf(
  id: 'Pendulum-v1' | 'CartPole-v1',
  reward: RewardModel | null,
): Promise<ForwardProblem<SacSettings>> {
  const spec = parseEnvironmentSpec({ kind: 'classic-control', id });
  const { environment } = await openEnvironment(spec);
  return { environment, settings: small, seed: 5, engine, reward };
}

test.each(['Pendulum-v1', 'CartPole-v1'] as const)(
  'stopped anywhere and resumed, %s gives the same bits',
  async (id) => {
    const straight = new SoftActorCriticTrainer(await problemOf(id, null), null);
    const reports = Array.from({ length: straight.maxIterations }, () => straight.step());
    const end = straight.checkpoint();
    // In the warm-up, inside an episode, after the buffer came round.
    for (const stop of [0, 1, 4, 9]) {
      const first = new SoftActorCriticTrainer(await problemOf(id, null), null);
      for (let i = 0; i < stop; i++) first.step();
      const second = new SoftActorCriticTrainer(await problemOf(id, null), first.checkpoint());
      const rest = Array.from({ length: straight.maxIterations - stop }, () => second.step());
      expect(rest).toEqual(reports.slice(stop));
      expect(second.checkpoint()).toEqual(end);
      for (const trainer of [first, second]) trainer.dispose();
    }
    expect(reports.at(-1)).toMatchObject({ finished: true, metrics: { environmentSteps: 330 } });
    straight.dispose();
  },
);

test('an iteration that fails is undone: policy, replay and episode are those before it', async () => {
  let calls = 0;
  const reward: RewardModel = {
    rewards: (batch) => batch.rewards.map((r) => (++calls > 16 * 45 ? Number.NaN : r)),
  };
  const trainer = new SoftActorCriticTrainer(await problemOf('Pendulum-v1', reward), null);
  let before = trainer.checkpoint();
  const run = () => {
    for (;;) {
      before = trainer.checkpoint();
      trainer.step();
    }
  };
  expect(run).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(trainer.iteration).toBeGreaterThan(1);
  expect(trainer.checkpoint()).toEqual(before);
  trainer.dispose();
});

test('a reward model takes the place of the environment’s reward', async () => {
  const nothing: RewardModel = { rewards: ({ rows }) => new Float32Array(rows) };
  const trainers = await Promise.all(
    [nothing, null].map(
      async (reward) => new SoftActorCriticTrainer(await problemOf('Pendulum-v1', reward), null),
    ),
  );
  const [without, own] = trainers.map((trainer) => {
    for (let i = 0; i < 5; i++) trainer.step();
    return Math.abs(trainer.step().metrics.criticLoss);
  });
  expect(without).toBeLessThan(own / 10);
  for (const trainer of trainers) trainer.dispose();
});

test('episodes that ended are reported, and iterations without one say nothing of returns', async () => {
  const trainer = new SoftActorCriticTrainer(await problemOf('Pendulum-v1', null), null);
  const reports = Array.from({ length: 7 }, () => trainer.step().metrics);
  expect(reports[5].return).toBeUndefined();
  expect(reports[6]).toMatchObject({ environmentSteps: 210, length: 200 });
  expect(reports[6].return).toBeLessThan(0);
  expect(reports[0].criticLoss).toBeUndefined();
  for (const metrics of reports)
    for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true);
  trainer.dispose();
});

test('nothing is left behind, and a checkpoint of something else is refused', async () => {
  const fresh = await createFusedEngine();
  const problem = { ...(await problemOf('CartPole-v1', null)), engine: fresh };
  const trainer = new SoftActorCriticTrainer(problem, null);
  trainer.step();
  expect(fresh.usage().networks).toBe(5);
  trainer.dispose();
  expect(fresh.usage().networks).toBe(0);
  expect(() => new SoftActorCriticTrainer(problem, new Uint8Array(20))).toThrow(
    expect.objectContaining({ code: 'InvalidInput' }),
  );
});
