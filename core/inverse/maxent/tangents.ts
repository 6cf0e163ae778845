/**
 * How the model's predictions move with the reward: derivatives of soft values along several reward directions at once.
 * With D_t(s) = dV_t(s) (expected features to come), what the model predicts in s at step t moves by the differences
 * between the D that its actions (causal) or its successors (posterior, which bends chance too) lead to.
 */

import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { solveContraction } from '../../numerics/index.ts';
import type { MaxEntPolicy } from './types.ts';

export interface TangentInput {
  readonly mdp: FiniteMdp;
  readonly model: 'causal' | 'posterior';
  readonly solution: MaxEntPolicy;
  /** [(T+1)*S] or [S] soft values. */
  readonly values: Float64Array;
  /** [S] */
  readonly reward: Float64Array;
  /** [S*K] the directions: row s holds the K derivatives of r(s). */
  readonly directions: Float64Array;
  readonly count: number;
}

/** Receives one vector of K differences; the array is reused. */
export type Sink = (difference: Float64Array) => void;

/** Weights of the entries of state s at step t, P(s'|s,a) times pi or the posterior's tilt; they sum to 1. */
function entryWeights(input: TangentInput, t: number, s: number, out: number[]): void {
  const { mdp, model, solution, values, reward } = input;
  const { actionCount, rowStart, successor, probability, stateCount } = mdp;
  out.length = 0;
  const table = t * stateCount * actionCount;
  for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      if (model === 'causal') {
        out.push(probability[k] * solution.policy[table + row]);
        continue;
      }
      const inside = values[t * stateCount + s] - reward[s];
      const next = values[(t + 1) * stateCount + successor[k]];
      out.push(probability[k] * Math.exp((next - inside) / solution.temperature));
    }
  }
}

/** out = sum of weight times next(s') over the entries of state s. */
function expected(
  input: TangentInput,
  s: number,
  weights: number[],
  next: Float64Array,
  out: Float64Array,
): void {
  const { mdp, count } = input;
  out.fill(0);
  const from = mdp.rowStart[s * mdp.actionCount];
  weights.forEach((weight, i) => {
    const at = mdp.successor[from + i] * count;
    for (let f = 0; f < count; f++) out[f] += weight * next[at + f];
  });
}

/** Hands on what state s's predictions depend on: one vector per action, or per entry for the posterior. */
export function differences(input: TangentInput, t: number, s: number, next: Float64Array, sink: Sink): void {
  const { mdp, model, count } = input;
  const { actionCount, rowStart, successor, probability } = mdp;
  const weights: number[] = [];
  const centre = new Float64Array(count);
  const vector = new Float64Array(count);
  entryWeights(input, t, s, weights);
  expected(input, s, weights, next, centre);
  for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
    vector.fill(0);
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const at = successor[k] * count;
      const weight = model === 'causal' ? probability[k] : 1;
      for (let f = 0; f < count; f++) vector[f] += weight * next[at + f];
      if (model === 'causal') continue;
      for (let f = 0; f < count; f++) vector[f] -= centre[f];
      sink(vector);
      vector.fill(0);
    }
    if (model !== 'causal') continue;
    for (let f = 0; f < count; f++) vector[f] -= centre[f];
    sink(vector);
  }
}

/**
 * Walks a finite horizon backwards; `visit(t, next)` is called with D_{t+1} [S*K] before step t is done.
 *
 * @returns D_0 [S*K]
 */
export function finiteTangents(
  input: TangentInput,
  visit: (t: number, next: Float64Array) => void,
): Float64Array {
  const { mdp, solution, directions, count } = input;
  const { stateCount, terminal } = mdp;
  let next = directions.map((x, i) => (terminal[Math.trunc(i / count)] ? x : 0));
  const weights: number[] = [];
  const out = new Float64Array(count);
  for (let t = solution.horizon - 1; t >= 0; t--) {
    visit(t, next);
    const here = directions.slice();
    for (let s = 0; s < stateCount; s++) {
      if (terminal[s]) continue;
      entryWeights(input, t, s, weights);
      expected(input, s, weights, next, out);
      for (let f = 0; f < count; f++) here[s * count + f] += out[f];
    }
    next = here;
  }
  return next;
}

/** D [S*K] of a stationary policy: each column solves D = phi + gamma P_pi D. */
export function stationaryTangents(input: TangentInput): Float64Array {
  const { mdp, solution, directions, count } = input;
  const { stateCount, terminal, successor, rowStart, actionCount } = mdp;
  const weights: number[][] = Array.from({ length: stateCount }, (_, s) => {
    const out: number[] = [];
    if (!terminal[s]) entryWeights(input, 0, s, out);
    return out;
  });
  const apply = (x: Float64Array, out: Float64Array) => {
    for (let s = 0; s < stateCount; s++) {
      const from = rowStart[s * actionCount];
      let sum = 0;
      for (let i = 0; i < weights[s].length; i++) sum += weights[s][i] * x[successor[from + i]];
      out[s] = x[s] - solution.discount * sum;
    }
  };
  const all = new Float64Array(stateCount * count);
  for (let f = 0; f < count; f++) {
    const b = Float64Array.from({ length: stateCount }, (_, s) => directions[s * count + f]);
    const x = b.slice();
    solveContraction({ apply, b, x, tolerance: 1e-14, maxIterations: 1_000_000 });
    for (let s = 0; s < stateCount; s++) all[s * count + f] = x[s];
  }
  return all;
}
