/** Small random problems for property tests. */
import fc from 'fast-check';
import { Random } from '../../base/random.ts';
import { type FiniteMdp, fromTransitions, type Transition } from '../../mdp/index.ts';
import type { Problem } from '../problem.ts';

export const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

/** How chance moves the states of a random MDP. */
export type Dynamics = 'stochastic' | 'deterministic';

/**
 * A random MDP of 2 to 5 states and 1 to 3 actions. Rows have 1 to S successors, self-loops among them; some states may
 * be unreachable.
 *
 * @param terminals how many of the last states are terminal (always fewer than there are states)
 */
export function randomMdp(random: Random, dynamics: Dynamics, terminals: number): FiniteMdp {
  const stateCount = 2 + random.integer(4);
  const actionCount = 1 + random.integer(3);
  const ends = Math.min(terminals, stateCount - 1);
  const open = stateCount - ends;
  const transitions: Transition[] = [];
  for (let s = 0; s < open; s++)
    for (let a = 0; a < actionCount; a++) {
      const successors = dynamics === 'deterministic' ? 1 : 1 + random.integer(stateCount);
      const shares = distribution(random, successors);
      const shift = random.integer(stateCount);
      shares.forEach((p, k) => {
        transitions.push([s, a, (shift + k) % stateCount, p]);
      });
    }
  const initial = [...distribution(random, open), ...new Array<number>(ends).fill(0)];
  const terminal = Array.from({ length: ends }, (_, i) => open + i);
  return fromTransitions({ stateCount, actionCount, transitions, initial, terminal });
}

/** `count` positive numbers that sum to 1. */
export function distribution(random: Random, count: number): number[] {
  const weights = Array.from({ length: count }, () => 0.05 + random.uniform());
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
}

/** [S*A] a random distribution over actions for each state. */
export function randomPolicy(random: Random, mdp: FiniteMdp): Float64Array {
  return Float64Array.from(
    Array.from({ length: mdp.stateCount }, () => distribution(random, mdp.actionCount)).flat(),
  );
}

/** Standard normal rewards; terminal states have one reward of their own. */
export function randomReward(random: Random, mdp: FiniteMdp): Float64Array {
  const reward = Float64Array.from({ length: mdp.stateCount * mdp.actionCount }, () => random.normal());
  for (let s = 0; s < mdp.stateCount; s++)
    if (mdp.terminal[s] === 1)
      reward.fill(reward[s * mdp.actionCount], s * mdp.actionCount, (s + 1) * mdp.actionCount);
  return reward;
}

/** A random discounted problem; half of them with a prior, and one action in eight ruled out by it. */
export function randomProblem(seed: number, dynamics: Dynamics): Problem {
  const random = Random.fromSeed(seed);
  const mdp = randomMdp(random, dynamics, random.integer(3));
  const reward = randomReward(random, mdp);
  const temperature = 10 ** (2 * random.uniform() - 1);
  const discount = 0.5 + 0.45 * random.uniform();
  return { mdp, reward, discount, temperature, prior: random.integer(2) === 0 ? null : prior(random, mdp) };
}

function prior(random: Random, mdp: FiniteMdp): Float64Array {
  const weights = randomPolicy(random, mdp);
  const { actionCount } = mdp;
  if (actionCount > 1)
    for (let s = 0; s < mdp.stateCount; s++)
      if (random.integer(8) === 0) weights[s * actionCount + random.integer(actionCount)] = 0;
  return weights;
}

/** Largest |x - y| over all entries; Infinity when they differ in length. */
export function distance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const apart = Math.abs(x[i] - y[i]);
    if (!(apart <= largest)) largest = apart;
  }
  return largest;
}
