import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { stageOffset } from './policy-table.ts';
import type { PolicyTable } from './types.ts';

/** Expected visits of a policy. */
export interface ExpectedVisits {
  /** [S*A] acts. */
  readonly acts: Float64Array;
  /** [S] arrivals in terminal states. */
  readonly arrivals: Float64Array;
}

/**
 * Exact expected visits over `steps` steps from `start`, under the true dynamics.
 *
 * @param start [S] distribution of the first state
 * @param weight [steps] weight of what happens at each step (acts, and the arrivals they lead to)
 */
export function expectedVisits(input: {
  mdp: FiniteMdp;
  table: PolicyTable;
  steps: number;
  start: Float64Array;
  weight: Float64Array;
}): ExpectedVisits {
  const { mdp, table, steps, start, weight } = input;
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  const acts = new Float64Array(stateCount * actionCount);
  const arrivals = new Float64Array(stateCount);
  let mass = start.slice();
  for (let t = 0; t < steps; t++) {
    const offset = stageOffset(mdp, table, steps, t);
    const next = new Float64Array(stateCount);
    for (let s = 0; s < stateCount; s++) {
      if (mass[s] === 0 || terminal[s]) continue;
      for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
        const m = mass[s] * table.policy[offset + row];
        acts[row] += weight[t] * m;
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) next[successor[k]] += m * probability[k];
      }
    }
    for (let s = 0; s < stateCount; s++) if (terminal[s]) arrivals[s] += weight[t] * next[s];
    mass = next;
  }
  return { acts, arrivals };
}

/** 1, discount, discount^2, … */
export function discountWeights(steps: number, discount: number): Float64Array {
  const out = new Float64Array(steps).fill(1);
  for (let t = 1; t < steps; t++) out[t] = out[t - 1] * discount;
  return out;
}

/**
 * Exact expected return from p0: sum_t discount^t r(s_t, a_t) over `steps` steps, plus r(s) discount^t on arriving in a
 * terminal state at time t.
 */
export function policyValue(input: {
  mdp: FiniteMdp;
  reward: Reward;
  table: PolicyTable;
  steps: number;
  discount: number;
}): number {
  const { mdp, reward, table, steps, discount } = input;
  const weight = discountWeights(steps, discount);
  const visits = expectedVisits({ mdp, table, steps, start: mdp.initial, weight });
  let sum = 0;
  for (let row = 0; row < reward.length; row++) sum += visits.acts[row] * reward[row];
  for (let s = 0; s < mdp.stateCount; s++) sum += discount * visits.arrivals[s] * reward[s * mdp.actionCount];
  return sum;
}

/** The largest expected return over `steps` steps from p0: backward induction with the best action in every state. */
export function optimalValue(input: {
  mdp: FiniteMdp;
  reward: Reward;
  steps: number;
  discount: number;
}): number {
  const { mdp, reward, steps, discount } = input;
  const { stateCount, actionCount, rowStart, successor, probability, terminal, initial } = mdp;
  let value = Float64Array.from({ length: stateCount }, (_, s) =>
    terminal[s] ? reward[s * actionCount] : 0,
  );
  for (let t = 0; t < steps; t++) {
    const here = value.slice();
    for (let s = 0; s < stateCount; s++) {
      if (terminal[s]) continue;
      let best = -Infinity;
      for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
        let q = 0;
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) q += probability[k] * value[successor[k]];
        best = Math.max(best, reward[row] + discount * q);
      }
      here[s] = best;
    }
    value = here;
  }
  return initial.reduce((sum, p, s) => sum + p * value[s], 0);
}
