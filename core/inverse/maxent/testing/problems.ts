/** Small random problems for tests. */
import { Random } from '../../../base/random.ts';
import type { FiniteMdp, StateFeatures } from '../../../mdp/finite-mdp.ts';
import type { Trajectory } from '../types.ts';

/** A random MDP; the last `terminals` states end the episode. Every row has 1 to 3 successors. */
export function randomMdp(
  seed: number,
  stateCount: number,
  actionCount: number,
  terminals: number,
): FiniteMdp {
  const random = Random.fromSeed(seed);
  const rowStart = [0];
  const successor: number[] = [];
  const probability: number[] = [];
  for (let row = 0; row < stateCount * actionCount; row++) {
    if (Math.trunc(row / actionCount) < stateCount - terminals) {
      const next = new Set(Array.from({ length: 1 + random.integer(3) }, () => random.integer(stateCount)));
      const weights = [...next].map(() => 0.1 + random.uniform());
      const total = weights.reduce((sum, w) => sum + w, 0);
      successor.push(...next);
      probability.push(...weights.map((w) => w / total));
    }
    rowStart.push(successor.length);
  }
  const open = stateCount - terminals;
  const weights = Array.from({ length: open }, () => 0.1 + random.uniform());
  const total = weights.reduce((sum, w) => sum + w, 0);
  return {
    stateCount,
    actionCount,
    rowStart: Int32Array.from(rowStart),
    successor: Int32Array.from(successor),
    probability: Float64Array.from(probability),
    initial: Float64Array.from({ length: stateCount }, (_, s) => (s < open ? weights[s] / total : 0)),
    terminal: Uint8Array.from({ length: stateCount }, (_, s) => (s < open ? 0 : 1)),
  };
}

/** Normal features. */
export function randomFeatures(seed: number, stateCount: number, count: number): StateFeatures {
  const random = Random.fromSeed(seed);
  const values = Float64Array.from({ length: stateCount * count }, () => random.normal());
  return { count, names: Array.from({ length: count }, (_, f) => `feature ${f}`), values };
}

/** Trajectories of uniformly random actions, of at most the given lengths; they stop in terminal states. */
export function randomTrajectories(mdp: FiniteMdp, seed: number, lengths: readonly number[]): Trajectory[] {
  const random = Random.fromSeed(seed);
  return lengths.map((length) => {
    const states = [random.categorical(mdp.initial, 0, mdp.stateCount)];
    const actions: number[] = [];
    while (actions.length < length && !mdp.terminal[states[actions.length]]) {
      const action = random.integer(mdp.actionCount);
      const row = states[actions.length] * mdp.actionCount + action;
      const from = mdp.rowStart[row];
      const pick = random.categorical(mdp.probability, from, mdp.rowStart[row + 1] - from);
      actions.push(action);
      states.push(mdp.successor[from + pick]);
    }
    return {
      states: Int32Array.from(states),
      actions: Int32Array.from(actions),
      terminated: mdp.terminal[states[actions.length]] === 1,
    };
  });
}

/** Normal weights times `scale`. */
export function randomWeights(seed: number, count: number, scale: number): Float64Array {
  const random = Random.fromSeed(seed);
  return Float64Array.from({ length: count }, () => scale * random.normal());
}
