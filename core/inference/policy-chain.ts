/** The Markov chain that a policy makes of an MDP. */
import { LabError } from '../base/errors.ts';
import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import { type SparseMatrix, solveLinear, transpose } from './linear.ts';

/** @throws LabError InvalidInput unless each row of `policy` [S*A] is a distribution; ended states may have none */
export function checkPolicy(mdp: FiniteMdp, policy: Float64Array, ended: Uint8Array): void {
  const { stateCount, actionCount } = mdp;
  const fail = (message: string, where: string) =>
    new LabError('InvalidInput', message, { where, remedy: 'Give each state a distribution over actions.' });
  if (policy.length !== stateCount * actionCount)
    throw fail(`The policy has ${policy.length} numbers, not ${stateCount} times ${actionCount}.`, 'policy');
  for (let s = 0; s < stateCount; s++) {
    if (ended[s] !== 0) continue;
    let sum = 0;
    for (let i = s * actionCount; i < (s + 1) * actionCount; i++) {
      if (!(policy[i] >= 0)) throw fail(`The probability is ${policy[i]}.`, `policy[${i}]`);
      sum += policy[i];
    }
    if (!(Math.abs(sum - 1) <= 1e-6))
      throw fail(`The probabilities of state ${s} sum to ${sum}, not 1.`, `policy[${s * actionCount}]`);
  }
}

/** `M(s,s') = discount sum_a policy(a|s) P(s'|s,a)`; rows of ended states are empty. */
export function chainMatrix(
  mdp: FiniteMdp,
  policy: Float64Array,
  discount: number,
  ended: Uint8Array,
): SparseMatrix {
  const { stateCount, actionCount, rowStart, successor, probability } = mdp;
  const start = new Int32Array(stateCount + 1);
  const column = new Int32Array(successor.length);
  const entry = new Float64Array(successor.length);
  const place = new Int32Array(stateCount).fill(-1);
  let count = 0;
  for (let s = 0; s < stateCount; s++) {
    const from = count;
    if (ended[s] === 0)
      for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
        const weight = discount * policy[row];
        if (weight === 0) continue;
        for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
          const next = successor[k];
          if (place[next] < from) {
            place[next] = count;
            column[count] = next;
            entry[count++] = weight * probability[k];
          } else entry[place[next]] += weight * probability[k];
        }
      }
    start[s + 1] = count;
  }
  return { size: stateCount, rowStart: start, column: column.slice(0, count), entry: entry.slice(0, count) };
}

/** [size] 1 for what can be reached from the marked states along the entries of the matrix, those included. */
export function reachable(matrix: SparseMatrix, from: Uint8Array): Uint8Array {
  const seen = Uint8Array.from(from);
  const stack: number[] = [];
  for (let s = 0; s < seen.length; s++) if (seen[s] !== 0) stack.push(s);
  for (let s = stack.pop(); s !== undefined; s = stack.pop())
    for (let k = matrix.rowStart[s]; k < matrix.rowStart[s + 1]; k++) {
      const next = matrix.column[k];
      if (seen[next] !== 0 || matrix.entry[k] === 0) continue;
      seen[next] = 1;
      stack.push(next);
    }
  return seen;
}

/** [size] 1 for states from which no ended state can be reached: the chain goes on for ever there. */
export function endlessStates(matrix: SparseMatrix, ended: Uint8Array): Uint8Array {
  return reachable(transpose(matrix), ended).map((ends) => 1 - ends);
}

/**
 * Bound on the norm of (I - M)^-1: `1/(1 - gamma)` with a discount, else the expected number of steps to the end from
 * the worst state (every state must reach an end).
 */
export function amplification(matrix: SparseMatrix, discount: number): number {
  if (discount < 1) return 1 / (1 - discount);
  const ones = new Float64Array(matrix.size).fill(1);
  // With |residual| <= 1/2 the true expectation is at most twice the largest entry of the approximate one.
  const { x } = solveLinear({
    matrix,
    rhs: ones,
    start: ones,
    norm: 'largest',
    amplification: 1,
    tolerance: 0.5,
  });
  return 2 * x.reduce((largest, steps) => Math.max(largest, steps), 1);
}
