/** Deep MaxEnt IRL against the linear reward on ten objectworlds: how much value each loses under the true reward. */
import { deriveSeed, Random } from '../core/base/random.ts';
import { policyEvaluation, softQIteration, valueIteration } from '../core/inference/index.ts';
import { DeepMaxEntTrainer, deepMaxEntDefaults } from '../core/inverse/deep-maxent/index.ts';
import { MaxEntTrainer, maxEntDefaults, type Trajectory } from '../core/inverse/maxent/index.ts';
import { buildWorld, type FiniteWorld } from '../core/mdp/index.ts';
import { createFusedEngine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seeds = 10;
const demonstrationCount = 32;
const steps = 8;
const discount = 0.9;
const expertTemperature = 0.1;

/** An objectworld of 10 x 10 cells and 12 objects; features are distances, the reward thresholds on two of them. */
const worldOf = (seed: number): FiniteWorld =>
  buildWorld({
    kind: 'objectworld',
    size: 10,
    objects: 12,
    colours: 2,
    slip: 0.1,
    features: 'continuous',
    seed,
    maxSteps: 100,
  });

function trueRewardOf({ trueReward }: FiniteWorld): Float64Array {
  if (trueReward === null) throw new Error('This objectworld has no true reward.');
  return trueReward;
}

const problemOf = ({ mdp }: FiniteWorld, reward: Float64Array, temperature: number) => ({
  mdp,
  reward,
  discount,
  temperature,
  prior: null,
  tolerance: 1e-7,
  maxIterations: 100_000,
});

/** Walks of the soft-optimal policy of the true reward. */
function demonstrationsOf(world: FiniteWorld, seed: number): Trajectory[] {
  const { mdp } = world;
  const { policy } = softQIteration(problemOf(world, trueRewardOf(world), expertTemperature));
  const random = Random.fromSeed(deriveSeed(seed, 'demonstrations'));
  return Array.from({ length: demonstrationCount }, () => {
    const states = [random.categorical(mdp.initial, 0, mdp.stateCount)];
    const actions: number[] = [];
    for (let t = 0; t < steps; t++) {
      const action = random.categorical(policy, states[t] * mdp.actionCount, mdp.actionCount);
      const row = states[t] * mdp.actionCount + action;
      const from = mdp.rowStart[row];
      const drawn = random.categorical(mdp.probability, from, mdp.rowStart[row + 1] - from);
      actions.push(action);
      states.push(mdp.successor[from + drawn]);
    }
    return { states: Int32Array.from(states), actions: Int32Array.from(actions), terminated: false };
  });
}

/** What the optimal policy of a recovered reward loses under the true one, from a random start. */
function valueDifference(world: FiniteWorld, reward: Float64Array): number {
  const { mdp } = world;
  const truth = trueRewardOf(world);
  const best = valueIteration(problemOf(world, truth, 0)).value;
  const { policy } = valueIteration(problemOf(world, reward, 0));
  const { value } = policyEvaluation({ mdp, reward: truth, discount, policy, tolerance: 1e-7 });
  return value.reduce((sum, v, s) => sum + mdp.initial[s] * (best[s] - v), 0);
}

async function objectworlds(): Promise<Measurement[]> {
  const engine = await createFusedEngine();
  const linear: number[] = [];
  const deep: number[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const world = worldOf(seed);
    const { mdp, features } = world;
    const shared = { mdp, features, demonstrations: demonstrationsOf(world, seed), heldOut: [] };
    const horizon = { horizonKind: 'discounted', discount } as const;
    const line = new MaxEntTrainer({
      ...shared,
      settings: { ...maxEntDefaults(), ...horizon },
      initialWeights: null,
    });
    while (!line.step().finished);
    linear.push(valueDifference(world, line.reward));
    const settings = { ...deepMaxEntDefaults(), ...horizon };
    const network = new DeepMaxEntTrainer({ ...shared, settings, seed, engine }, null);
    while (!network.step().finished);
    deep.push(valueDifference(world, network.reward));
    network.dispose();
  }
  engine.dispose();
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const name = (what: string) => `objectworld, ${seeds} seeds: ${what}`;
  const better = deep.filter((x, i) => x < linear[i]).length;
  return [
    {
      name: name('value lost, linear reward'),
      value: mean(linear),
      unit: '',
      better: 'lower',
      target: null,
    },
    {
      name: name('value lost, network'),
      value: mean(deep),
      unit: '',
      better: 'lower',
      target: mean(linear),
    },
    {
      name: name('worlds where the network is better'),
      value: better,
      unit: '',
      better: 'higher',
      target: seeds,
    },
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'deep MaxEnt IRL against linear on objectworld', run: objectworlds },
];
