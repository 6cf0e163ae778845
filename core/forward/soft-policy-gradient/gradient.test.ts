import { expect, test } from 'vitest';
import { finiteEnvironment } from '../../environments/index.ts';
import { softPolicyEvaluation } from '../../inference/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { encode, encodingOf } from '../encoding.ts';
import { categoricalOf } from '../policies/categorical.ts';
import { headOf } from '../policies/head.ts';
import { estimate } from './advantages.ts';
import { episodeOf } from './collect.ts';
import { softRewards } from './returns.ts';
import { softPolicyGradientDefaults } from './spec.ts';

const discount = 0.8;
const temperature = 0.7;
const move = (from: string, action: string, to: string, probability: number) => ({
  from,
  action,
  to,
  probability,
});
const world = buildWorld({
  kind: 'explicit',
  states: ['left', 'right', 'end'],
  actions: ['stay', 'go'],
  transitions: [
    move('left', 'stay', 'left', 0.6),
    move('left', 'stay', 'right', 0.3),
    move('left', 'stay', 'end', 0.1),
    move('left', 'go', 'right', 0.5),
    move('left', 'go', 'end', 0.5),
    move('right', 'stay', 'right', 0.7),
    move('right', 'stay', 'end', 0.3),
    move('right', 'go', 'left', 0.9),
    move('right', 'go', 'end', 0.1),
  ],
  rewards: [
    { state: 'left', action: 'stay', reward: 1 },
    { state: 'right', action: 'go', reward: -0.5 },
  ],
  initial: { left: 0.7, right: 0.3 },
  terminal: ['end'],
  features: {},
  maxSteps: 200,
});
const environment = finiteEnvironment(world);
const { stateCount, actionCount, initial } = world.mdp;
/** [S * A], state by state. */
const logits = [0.3, -0.4, -0.2, 0.5, 0, 0];

function exact(of: readonly number[]) {
  const policy = categoricalOf(of, stateCount, actionCount, 1).probabilities;
  const reward = world.trueReward!;
  return softPolicyEvaluation({
    mdp: world.mdp,
    reward,
    policy,
    discount,
    temperature,
    prior: null,
    tolerance: 1e-12,
  }).value;
}

/** J = Σ p0 V by the logits, central differences of the exact soft value. */
const trueGradient = logits.map((_, i) => {
  const at = (by: number) => {
    const value = exact(logits.map((x, j) => (i === j ? x + by : x)));
    return value.reduce((sum, v, s) => sum + initial[s] * v, 0);
  };
  return (at(1e-4) - at(-1e-4)) / 2e-4;
});

const engine = await createFusedEngine();
const network = engine.create({
  shape: { inputs: stateCount, hidden: [], outputs: actionCount, activation: 'tanh' },
  seed: 0,
  outputScale: 1,
});
network.setParameters(Float32Array.from([...logits, 0, 0]));
const actor = {
  network,
  head: headOf(environment.actionSpace),
  encoding: encodingOf(environment.observationSpace),
};
const episodes = Array.from({ length: 12_000 }, (_, seed) => episodeOf(environment, actor, seed));

test.each([
  ['reward-to-go without a baseline', { advantage: 'reward-to-go' }, 'none'],
  ['reward-to-go above exact values', { advantage: 'reward-to-go' }, 'exact'],
  ['reward-to-go above wrong values', { advantage: 'reward-to-go' }, 'wrong'],
  ['two steps and exact values', { advantage: 'n-step', steps: 2 }, 'exact'],
  ['GAE and exact values', { advantage: 'gae', lambda: 0.5 }, 'exact'],
] as const)('%s: the sampled gradient is the gradient of the exact soft value', (_, how, baseline) => {
  const settings = { ...softPolicyGradientDefaults(), discount, temperature, ...how };
  const value = exact(logits);
  const table = baseline === 'wrong' ? value.map((v, s) => v + 2 * s - 1) : value;
  const sum = new Float64Array(logits.length);
  const squares = new Float64Array(logits.length);
  for (const { observations, actions, rewards, terminated } of episodes) {
    const steps = rewards.length;
    const visited = observations.subarray(0, steps);
    const outputs = network.predict(encode(actor.encoding, visited, steps), steps);
    const score = actor.head.score(outputs, actions, steps);
    const { advantages } = estimate(
      {
        rewards: softRewards(rewards, score.logDensity, temperature),
        values: baseline === 'none' ? null : Float64Array.from(observations, (s) => table[s]),
        terminated,
      },
      settings,
    );
    const byOutputs = score.gradient(advantages.map((a, t) => discount ** t * a));
    const own = new Float64Array(logits.length);
    for (let t = 0; t < steps; t++)
      for (let a = 0; a < actionCount; a++)
        own[visited[t] * actionCount + a] += byOutputs[t * actionCount + a];
    for (let i = 0; i < own.length; i++) {
      sum[i] += own[i];
      squares[i] += own[i] ** 2;
    }
  }
  const n = episodes.length;
  for (let i = 0; i < logits.length; i++) {
    const mean = sum[i] / n;
    const error = Math.sqrt((squares[i] / n - mean ** 2) / n);
    expect(Math.abs(mean - trueGradient[i]), `logit ${i}`).toBeLessThanOrEqual(3.5 * error);
  }
  // The comparison can fail: the gradient is many standard errors from zero.
  expect(Math.abs(trueGradient[0])).toBeGreaterThan(0.05);
});
