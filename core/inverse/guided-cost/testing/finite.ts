/** A small finite world whose log Z is known exactly, and trajectories drawn in it. */
import type { Random } from '../../../base/random.ts';
import { finiteHorizon, logPartition, stateVisits } from '../../../inference/index.ts';
import { type FiniteMdp, fromTransitions, repeatOverActions } from '../../../mdp/index.ts';
import type { Engine, Network } from '../../../networks/index.ts';
import { type RewardInputs, rewardInputWidth } from '../../reward-network/index.ts';
import type { Trajectory } from '../trajectories.ts';

export const horizon = 6;
const states = 5;
const actions = 3;

/** Every action leads on by another number of places; with `slip` it may also stay. */
export function ring(slip: number): FiniteMdp {
  const transitions: [number, number, number, number][] = [];
  for (let state = 0; state < states; state++)
    for (let action = 0; action < actions; action++) {
      const next = (state + action + 1) % states;
      transitions.push([state, action, next, 1 - slip]);
      if (slip > 0) transitions.push([state, action, state, slip]);
    }
  return fromTransitions({
    stateCount: states,
    actionCount: actions,
    transitions,
    initial: [0.5, 0.5, 0, 0, 0],
    terminal: [],
  });
}

export const inputs: RewardInputs = {
  dependsOn: 'state',
  features: 'encoded',
  observation: { kind: 'one-hot', n: states },
  action: { kind: 'one-hot', n: actions },
};

export const stateReward = Float64Array.of(0.3, -0.8, 1, 0.1, -0.4);

/** A network that is a table: one weight per state. */
export function tableNetwork(engine: Engine): Network {
  const network = engine.create({
    shape: { inputs: rewardInputWidth(inputs), hidden: [], outputs: 1, activation: 'tanh' },
    seed: 1,
    outputScale: 1,
  });
  network.setParameters(Float32Array.from([...stateReward, 0]));
  return network;
}

/** log Z, its gradient by r(s) and the soft-optimal policy [T*S*A], by exact inference at temperature 1. */
export function exact(mdp: FiniteMdp) {
  const solution = finiteHorizon({
    mdp,
    reward: repeatOverActions(stateReward, actions),
    horizon,
    discount: 1,
    temperature: 1,
    prior: null,
    backup: 'posterior',
  });
  return {
    logPartition: logPartition({ mdp, value: solution.value, temperature: 1 }),
    gradient: stateVisits({ mdp, solution }).state,
    policy: solution.policy,
  };
}

/** A policy by step: [T*S*A]. */
export const evenPolicy = new Float64Array(horizon * states * actions).fill(1 / actions);
/** A policy that prefers the first action. */
export const leaningPolicy = evenPolicy.map((_, i) => (i % actions === 0 ? 0.7 : 0.15));

export function draw(mdp: FiniteMdp, policy: Float64Array, random: Random): Trajectory {
  const observations = [random.categorical(mdp.initial, 0, states)];
  const taken: number[] = [];
  for (let t = 0; t < horizon; t++) {
    const at = observations[t] * actions;
    const action = random.categorical(policy, t * states * actions + at, actions);
    const row = at + action;
    const from = mdp.rowStart[row];
    taken.push(action);
    observations.push(
      mdp.successor[from + random.categorical(mdp.probability, from, mdp.rowStart[row + 1] - from)],
    );
  }
  return {
    observations: Float32Array.from(observations),
    actions: Float32Array.from(taken),
    length: horizon,
    terminated: false,
  };
}

/** Σ_t log π_t(a_t|s_t). */
export function logDensity(policy: Float64Array, { observations, actions: taken }: Trajectory): number {
  let sum = 0;
  for (let t = 0; t < horizon; t++)
    sum += Math.log(policy[(t * states + observations[t]) * actions + taken[t]]);
  return sum;
}
