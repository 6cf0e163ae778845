/**
 * The soft Bellman backup over CSR rows: the hot loops of the exact solvers.
 *
 * With `gain = r + alpha log prior`, one backup of a state is
 * `V(s) = alpha log sum_a exp((gain(s,a) + gamma sum_s' P(s'|s,a) V(s')) / alpha)`; at alpha 0 it is the maximum.
 * The largest term is taken out, so the sum lies between 1 and A; terms below e^-40 of it cannot change it and are
 * skipped without calling exp.
 */
import type { FiniteMdp } from '../mdp/finite-mdp.ts';

const negligible = -40;

/** Everything that a sweep reads and writes; made once per solve. */
export interface Sweep {
  readonly mdp: FiniteMdp;
  /** [S*A] r + alpha log prior */
  readonly gain: Float64Array;
  readonly discount: number;
  readonly temperature: number;
  /** [S] states that are never backed up. */
  readonly ended: Uint8Array;
  /** [S] updated in place. */
  readonly value: Float64Array;
  /** [A] scratch */
  readonly scratch: Float64Array;
}

/**
 * One Gauss-Seidel sweep of the soft backup: states `first, first + step, ...`, S of them, each reading the newest
 * values. As good a contraction as a sweep from frozen values, and usually a far better one.
 *
 * @returns the largest |change| of a value; NaN when a value is no longer a number
 */
export function softSweep(sweep: Sweep, first: number, step: 1 | -1): number {
  const { gain, discount, temperature, ended, value, scratch } = sweep;
  const { stateCount, actionCount, rowStart, successor, probability } = sweep.mdp;
  const inverse = 1 / temperature;
  let largest = 0;
  for (let n = 0, s = first; n < stateCount; n++, s += step) {
    if (ended[s] !== 0) continue;
    const base = s * actionCount;
    let k = rowStart[base];
    let best = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actionCount; a++) {
      const end = rowStart[base + a + 1];
      let expected = 0;
      for (; k < end; k++) expected += probability[k] * value[successor[k]];
      const q = gain[base + a] + discount * expected;
      scratch[a] = q;
      if (q > best) best = q;
    }
    let total = 0;
    for (let a = 0; a < actionCount; a++) {
      const below = scratch[a] - best;
      // Apart, for below the smallest normal double alpha's inverse is infinite.
      if (below === 0) total += 1;
      else if (below * inverse > negligible) total += Math.exp(below * inverse);
    }
    const next = total === 1 ? best : best + temperature * Math.log(total);
    const change = Math.abs(next - value[s]);
    // Written so that NaN is kept rather than lost.
    if (!(change <= largest)) largest = change;
    value[s] = next;
  }
  return largest;
}

/** One Gauss-Seidel sweep of the hard backup (alpha = 0); see {@link softSweep}. */
export function hardSweep(sweep: Sweep, first: number, step: 1 | -1): number {
  const { gain, discount, ended, value } = sweep;
  const { stateCount, actionCount, rowStart, successor, probability } = sweep.mdp;
  let largest = 0;
  for (let n = 0, s = first; n < stateCount; n++, s += step) {
    if (ended[s] !== 0) continue;
    const base = s * actionCount;
    let k = rowStart[base];
    let best = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actionCount; a++) {
      const end = rowStart[base + a + 1];
      let expected = 0;
      for (; k < end; k++) expected += probability[k] * value[successor[k]];
      const q = gain[base + a] + discount * expected;
      if (q > best) best = q;
    }
    const change = Math.abs(best - value[s]);
    if (!(change <= largest)) largest = change;
    value[s] = best;
  }
  return largest;
}

/**
 * `q(s,a) = reward(s,a) + gamma sum_s' P(s'|s,a) value(s')` for the states that have not ended; ended ones show their
 * value for every action.
 *
 * @param q [S*A], written from `offset`
 * @param value [S], read from `valueOffset`
 */
export function expectedBackup(
  mdp: FiniteMdp,
  reward: Float64Array,
  discount: number,
  ended: Uint8Array,
  value: Float64Array,
  valueOffset: number,
  q: Float64Array,
  offset: number,
): void {
  const { stateCount, actionCount, rowStart, successor, probability } = mdp;
  for (let s = 0; s < stateCount; s++) {
    const base = s * actionCount;
    if (ended[s] !== 0) {
      q.fill(value[valueOffset + s], offset + base, offset + base + actionCount);
      continue;
    }
    let k = rowStart[base];
    for (let row = base; row < base + actionCount; row++) {
      const end = rowStart[row + 1];
      let expected = 0;
      for (; k < end; k++) expected += probability[k] * value[valueOffset + successor[k]];
      q[offset + row] = reward[row] + discount * expected;
    }
  }
}
