import { solveDense } from '../../numerics/index.ts';
import type { ActionRange } from '../policies/action-range.ts';

/** Where unbounded actions were taken: about (1, s) W, with deviations around it. */
export interface Reach {
  /** Which numbers of the action are unbounded. */
  readonly unbounded: readonly boolean[];
  /** W [(width + 1) * m], the constant first. */
  readonly weights: Float64Array;
  /** [m] */
  readonly deviation: Float64Array;
}

/** Rows of y in states [rows * width], `times` rows of y for each. */
export interface ActionsInStates {
  readonly y: Float32Array;
  readonly states: Float32Array;
  readonly rows: number;
}

/**
 * Beyond so many deviations of the actions taken in states like this, Q is a guess. With 3, what V counts out there while Q
 * is held at the edge would be a hundredth of exp(V/α) and more where the actions taken are those of exp(Q/α); with 4, some 0.0004.
 */
const trusted = 4;
/** What has collapsed could not be found again. */
const narrowest = 0.02;
/** Of the states' mean square: keeps the fit of a few rows, or of states that never change, solvable. */
const ridge = 1e-4;

/**
 * The linear least squares fit of actions taken, y [rows * m], on the states they were taken in: to first order, where
 * experience lies depends on the state. Null where every number is bounded.
 */
export function reachOf({ y, states, rows }: ActionsInStates, { half }: ActionRange): Reach | null {
  const unbounded = half.map((h) => h === null);
  if (!unbounded.includes(true)) return null;
  const m = half.length;
  const width = states.length / rows;
  const n = width + 1;
  const at = (row: number, i: number) => (i === 0 ? 1 : states[row * width + i - 1]);
  const normal = new Float64Array(n * n);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) normal[i * n + j] += at(row, i) * at(row, j);
  for (let i = 1; i < n; i++) normal[i * n + i] *= 1 + ridge;
  for (let i = 1; i < n; i++) normal[i * n + i] += ridge;
  const weights = new Float64Array(n * m);
  const deviation = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    const right = new Float64Array(n);
    for (let row = 0; row < rows; row++) for (let i = 0; i < n; i++) right[i] += at(row, i) * y[row * m + k];
    const column = solveDense(normal.slice(), right);
    let square = 0;
    for (let row = 0; row < rows; row++) {
      let fit = 0;
      for (let i = 0; i < n; i++) fit += at(row, i) * column[i];
      square += (y[row * m + k] - fit) ** 2;
    }
    for (let i = 0; i < n; i++) weights[i * m + k] = column[i];
    deviation[k] = Math.max(narrowest, Math.sqrt(square / Math.max(1, rows - n)));
  }
  return { unbounded, weights, deviation };
}

/** How far each number of y is beyond the reach in its state, with its sign; 0 inside and where it is bounded. */
export function excesses({ y, states, rows }: ActionsInStates, reach: Reach | null): Float64Array {
  const out = new Float64Array(y.length);
  if (reach === null) return out;
  const { unbounded, weights, deviation } = reach;
  const m = unbounded.length;
  const width = states.length / rows;
  const perRow = y.length / rows;
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < m; k++) {
      if (!unbounded[k]) continue;
      let mean = weights[k];
      for (let i = 0; i < width; i++) mean += states[row * width + i] * weights[(i + 1) * m + k];
      const edge = trusted * deviation[k];
      for (let index = row * perRow + k; index < (row + 1) * perRow; index += m) {
        const u = y[index] - mean;
        out[index] = u - Math.max(-edge, Math.min(edge, u));
      }
    }
  return out;
}

/**
 * y held within the reach, which is where Q is asked: beyond, Q counts as what it is at the edge, and {@link logWalls}
 * leads back. Followed outwards, a guess of Q would take a sampler as far as slope / α.
 */
export const heldWithin = (y: Float32Array, beyond: Float64Array): Float32Array =>
  y.map((u, at) => u - beyond[at]);

/**
 * log of a wall around the actions taken for each action, -½ Σ (excess / deviation)². With Q held at the edge the
 * density of actions is exp(Q/α) times this, for the sampler and for the value alike: one that is moved by nothing but its
 * own repulsion while Q is flat comes back, and no guess of Q is paid as value each step.
 */
export function logWalls(beyond: Float64Array, reach: Reach | null, m: number): Float64Array {
  const out = new Float64Array(beyond.length / m);
  if (reach !== null)
    for (let at = 0; at < beyond.length; at++)
      out[Math.floor(at / m)] -= (beyond[at] / reach.deviation[at % m]) ** 2 / 2;
  return out;
}
