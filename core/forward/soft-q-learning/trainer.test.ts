import { expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { createContinuousEnvironment, type Environment } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { encodePolicy } from '../policies/saved.ts';
import type { RewardModel } from '../transitions.ts';
import { type SoftQSettings, softQDefaults, softQSettings } from './spec.ts';
import { SoftQLearningTrainer, softQFunctionOf } from './trainer.ts';

const small: SoftQSettings = {
  ...softQDefaults(),
  totalSteps: 450,
  stepsPerIteration: 50,
  startSteps: 120,
  batchSize: 8,
  hiddenUnits: 8,
  particles: 4,
  valueSamples: 4,
  replayCapacity: 200,
};
const two = { critics: 'smaller' } as const;
const cartPole = () => createContinuousEnvironment({ kind: 'classic-control', id: 'CartPole-v1' });
const fourGoals = () => createContinuousEnvironment({ kind: 'four-goals' });
const worlds = [
  ['discrete', cartPole, {}],
  ['discrete, two critics', cartPole, two],
  ['continuous', fourGoals, {}],
  ['continuous, two critics', fourGoals, two],
] as const;

async function trainerOf(
  environment: Environment,
  over: Partial<SoftQSettings>,
  reward: RewardModel | null,
  checkpoint: Uint8Array | null,
) {
  const engine = await createFusedEngine();
  return new SoftQLearningTrainer(
    { environment, settings: { ...small, ...over }, seed: 3, engine, reward },
    checkpoint,
  );
}

test('the defaults are settings', () => {
  expect(softQSettings.parse(softQDefaults())).toEqual(softQDefaults());
});

test.each(worlds)(
  '%s: stopped and resumed is the same, bit for bit; so is the same seed',
  async (_, world, over) => {
    const straight = await trainerOf(world(), over, null, null);
    const first = await trainerOf(world(), over, null, null);
    for (let k = 0; k < 5; k++) {
      straight.step();
      first.step();
    }
    expect(first.checkpoint()).toEqual(straight.checkpoint());
    // A fresh world, a fresh engine: everything is in the checkpoint.
    const second = await trainerOf(world(), over, null, first.checkpoint());
    expect(second.checkpoint()).toEqual(first.checkpoint());
    for (let k = 0; k < 4; k++) expect(second.step()).toEqual(straight.step());
    expect(second.checkpoint()).toEqual(straight.checkpoint());
    expect(encodePolicy(second.policy())).toEqual(encodePolicy(straight.policy()));
    expect(softQFunctionOf(second.checkpoint())).toEqual(second.qFunction());
    expect(second.environmentSteps).toBe(450);
    const { metrics } = await lastReport(world, over);
    for (const name of ['qLoss', 'meanQ', 'qGradientNorm', 'entropy', 'temperature', 'environmentSteps'])
      expect(Number.isFinite(metrics[name])).toBe(true);
  },
);

async function lastReport(world: () => Environment, over: Partial<SoftQSettings>) {
  const trainer = await trainerOf(world(), over, null, null);
  for (;;) {
    const report = trainer.step();
    if (report.finished) return report;
  }
}

test.each(worlds)(
  '%s: an iteration that fails leaves everything as it was, and the next one can go on',
  async (_, world, over) => {
    let poisoned = false;
    const reward: RewardModel = {
      rewards: ({ rewards }) => rewards.map((r) => (poisoned ? Number.NaN : r)),
    };
    const trainer = await trainerOf(world(), over, reward, null);
    // The buffer is full by then, so the failing iteration has overwritten its oldest transitions.
    for (let k = 0; k < 5; k++) trainer.step();
    const before = trainer.checkpoint();
    poisoned = true;
    let code = '';
    try {
      trainer.step();
    } catch (thrown) {
      code = thrown instanceof LabError ? thrown.code : 'other';
    }
    expect(code).toBe('NonFinite');
    expect(trainer.checkpoint()).toEqual(before);
    poisoned = false;
    const untouched = await trainerOf(world(), over, reward, before);
    expect(trainer.step()).toEqual(untouched.step());
  },
);

test('a checkpoint of something else is refused', async () => {
  const [[, world]] = worlds;
  await expect(trainerOf(world(), {}, null, new Uint8Array(20))).rejects.toThrow(LabError);
});

test.each([
  ['one', 3],
  ['smaller', 5],
] as const)('nothing leaks: %s', async (critics, networks) => {
  const engine = await createFusedEngine();
  const settings = { ...small, critics };
  const problem = { environment: fourGoals(), settings, seed: 1, engine, reward: null };
  const trainer = new SoftQLearningTrainer(problem, null);
  trainer.step();
  trainer.step();
  expect(engine.usage().networks).toBe(networks);
  trainer.dispose();
  expect(engine.usage().networks).toBe(0);
});
