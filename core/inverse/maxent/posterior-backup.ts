import type { FiniteMdp } from '../../mdp/finite-mdp.ts';

/** Below this a sum of scaled exponentials has lost its precision, and the row is done again with its own maximum. */
const small = 1e-200;

/** log sum_k P_k exp(next(s'_k)/alpha) over entries from..to, times alpha; the maximum taken out. */
function logExpectation(
  mdp: FiniteMdp,
  from: number,
  to: number,
  temperature: number,
  next: Float64Array,
  nextAt: number,
): number {
  let max = -Infinity;
  for (let k = from; k < to; k++) max = Math.max(max, next[nextAt + mdp.successor[k]]);
  let sum = 0;
  for (let k = from; k < to; k++) {
    sum += mdp.probability[k] * Math.exp((next[nextAt + mdp.successor[k]] - max) / temperature);
  }
  return max + temperature * Math.log(sum);
}

/** alpha log E[exp(next(s')/alpha)] of one row s*A+a: the optimistic continuation. */
export function posteriorContinuation(
  mdp: FiniteMdp,
  row: number,
  temperature: number,
  next: Float64Array,
  nextAt: number,
): number {
  return logExpectation(mdp, mdp.rowStart[row], mdp.rowStart[row + 1], temperature, next, nextAt);
}

/**
 * One posterior backup: Q(s,a) = r(s) + alpha log E[exp(next(s')/alpha)], V(s) = alpha log sum_a exp(Q(s,a)/alpha).
 * The exponentials are taken once per state, scaled by their largest; rows that would underflow are done in logs.
 *
 * @param scratch [S] overwritten with exp((next - max)/alpha)
 * @returns the max that was taken out
 */
export function posteriorBackup(
  mdp: FiniteMdp,
  reward: Float64Array,
  temperature: number,
  next: Float64Array,
  nextAt: number,
  value: Float64Array,
  valueAt: number,
  scratch: Float64Array,
): number {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  const max = scaledExponentials(temperature, next, nextAt, scratch);
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s]) {
      value[valueAt + s] = reward[s];
      continue;
    }
    const from = rowStart[s * actionCount];
    const to = rowStart[(s + 1) * actionCount];
    let sum = 0;
    for (let k = from; k < to; k++) sum += probability[k] * scratch[successor[k]];
    value[valueAt + s] =
      reward[s] +
      (sum > small
        ? max + temperature * Math.log(sum)
        : logExpectation(mdp, from, to, temperature, next, nextAt));
  }
  return max;
}

/** scratch(s) = exp((next(s) - max)/alpha); returns max. */
export function scaledExponentials(
  temperature: number,
  next: Float64Array,
  nextAt: number,
  scratch: Float64Array,
): number {
  let max = -Infinity;
  for (let s = 0; s < scratch.length; s++) if (next[nextAt + s] > max) max = next[nextAt + s];
  for (let s = 0; s < scratch.length; s++) scratch[s] = Math.exp((next[nextAt + s] - max) / temperature);
  return max;
}

/**
 * Carries mass from the states at one step to the next along P(s'|s,a) pi(a|s) tilted by success:
 * the weight of entry (s,a,s') is P exp((next(s') - (V(s) - r(s)))/alpha); the weights of a state sum to 1.
 *
 * @param mass [S] signed; terminal states keep theirs
 * @param into [S] added to
 */
export function posteriorPush(
  mdp: FiniteMdp,
  reward: Float64Array,
  temperature: number,
  next: Float64Array,
  nextAt: number,
  value: Float64Array,
  valueAt: number,
  scratch: Float64Array,
  mass: Float64Array,
  into: Float64Array,
): void {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  const max = scaledExponentials(temperature, next, nextAt, scratch);
  for (let s = 0; s < stateCount; s++) {
    const m = mass[s];
    if (m === 0 || terminal[s]) continue;
    const rest = value[valueAt + s] - reward[s];
    const inverse = Math.exp((max - rest) / temperature);
    const from = rowStart[s * actionCount];
    const to = rowStart[(s + 1) * actionCount];
    if (inverse < 1 / small) {
      const scaled = m * inverse;
      for (let k = from; k < to; k++) into[successor[k]] += scaled * probability[k] * scratch[successor[k]];
    } else {
      for (let k = from; k < to; k++) {
        const weight = Math.exp((next[nextAt + successor[k]] - rest) / temperature);
        into[successor[k]] += m * probability[k] * weight;
      }
    }
  }
}
