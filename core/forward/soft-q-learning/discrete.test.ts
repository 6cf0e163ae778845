import { expect, test } from 'vitest';
import { createContinuousEnvironment, createEnvironment } from '../../environments/index.ts';
import { softQIteration } from '../../inference/index.ts';
import type { WorldSpec } from '../../mdp/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { mean } from '../../numerics/index.ts';
import { encode } from '../encoding.ts';
import { loadPolicy } from '../policies/load.ts';
import { returnsOf } from '../rollouts.ts';
import { softQDefaults } from './spec.ts';
import { SoftQLearningTrainer } from './trainer.ts';

/** 3 by 4, a wall, a goal and a pit that end the episode; cut after 12 steps, which is no end. */
const world = (slip: number): WorldSpec => ({
  kind: 'gridworld',
  rows: 3,
  columns: 4,
  terrains: [{ name: 'floor', reward: -0.1, colour: '#dddddd' }],
  cells: new Array<number>(12).fill(0),
  walls: [5],
  goals: [
    { cell: 3, reward: 2 },
    { cell: 7, reward: -1 },
  ],
  terminals: [3, 7],
  starts: [],
  slip,
  wind: [0, 0, 0, 0],
  moves: 'four',
  features: 'terrain',
  maxSteps: 12,
});

/** |Q - exact Q| for every action of every state that goes on. */
async function errorsOfQ(slip: number): Promise<number[]> {
  const { environment, world: built } = createEnvironment(world(slip));
  const [discount, temperature] = [0.9, 1];
  const { mdp } = built;
  const n = mdp.actionCount;
  // The exact solver discounts a terminal state's own reward as part of the next value; a step pays it at once.
  const reward = built.trueReward!.map((r, i) => (mdp.terminal[Math.floor(i / n)] === 1 ? r / discount : r));
  const exact = softQIteration({
    mdp,
    reward,
    discount,
    temperature,
    prior: null,
    tolerance: 1e-10,
    maxIterations: 10_000,
  });
  const engine = await createFusedEngine();
  const settings = {
    ...softQDefaults(),
    discount,
    temperature,
    totalSteps: 10_000,
    startSteps: 4000,
    hiddenLayers: 0,
    learningRate: 0.03,
    learningRateSchedule: 'linear' as const,
    targetUpdate: 'copy' as const,
    targetInterval: 50,
  };
  const trainer = new SoftQLearningTrainer({ environment, settings, seed: 1, engine, reward: null }, null);
  while (!trainer.step().finished);
  const { network, encoding } = trainer.qFunction();
  const states = Array.from({ length: mdp.stateCount }, (_, s) => s);
  const q = engine.load(network).predict(encode(encoding, states, states.length), states.length);
  const errors = states
    .filter((s) => mdp.terminal[s] === 0)
    .flatMap((s) => Array.from({ length: n }, (_, a) => Math.abs(q[s * n + a] - exact.q[s * n + a])));
  engine.dispose();
  return errors;
}

// Values run from -0.3 to 11.2.
test('the soft Q of a gridworld is learned from its steps, time limits bootstrapped', async () => {
  expect(Math.max(...(await errorsOfQ(0)))).toBeLessThan(0.05);
});

test('so it is where moves slip, up to what the sampled moves say of chance', async () => {
  expect(mean(await errorsOfQ(0.1))).toBeLessThan(0.12);
});

test('CartPole-v1: trained until its episodes last, the policy keeps the pole up to the end', async () => {
  const environment = createContinuousEnvironment({ kind: 'classic-control', id: 'CartPole-v1' });
  const engine = await createFusedEngine();
  const settings = { ...softQDefaults(), totalSteps: 8000, stepsPerIteration: 500 };
  const trainer = new SoftQLearningTrainer({ environment, settings, seed: 1, engine, reward: null }, null);
  for (;;) {
    const { metrics, finished } = trainer.step();
    if (finished || (metrics.return !== undefined && metrics.return >= 500)) break;
  }
  const policy = loadPolicy(trainer.policy(), engine);
  const returns = returnsOf(environment, policy, { count: 10, seed: 5, choosing: 'sample' });
  expect(mean(returns)).toBeGreaterThan(450);
  engine.dispose();
});
