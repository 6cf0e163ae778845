import type { FiniteMdp } from '../../mdp/finite-mdp.ts';

/**
 * One causal backup: Q(s,a) = r(s) + gamma sum_s' P(s'|s,a) next(s'), V(s) = alpha log sum_a exp(Q(s,a)/alpha),
 * pi(a|s) = exp((Q - V)/alpha); V(s) = r(s) where the episode ends.
 *
 * @param next [*] values of successors, read from `nextAt`
 * @param value written from `valueAt`, S numbers
 * @param policy written from `policyAt`, S*A numbers; rows of terminal states are left alone
 */
export function causalBackup(
  mdp: FiniteMdp,
  reward: Float64Array,
  discount: number,
  temperature: number,
  next: Float64Array,
  nextAt: number,
  value: Float64Array,
  valueAt: number,
  policy: Float64Array,
  policyAt: number,
): void {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  const scale = discount / temperature;
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s]) {
      value[valueAt + s] = reward[s];
      continue;
    }
    const row = s * actionCount;
    const out = policyAt + row;
    let max = -Infinity;
    let k = rowStart[row];
    for (let a = 0; a < actionCount; a++) {
      const end = rowStart[row + a + 1];
      let expected = 0;
      for (; k < end; k++) expected += probability[k] * next[nextAt + successor[k]];
      expected *= scale;
      policy[out + a] = expected;
      if (expected > max) max = expected;
    }
    let sum = 0;
    for (let a = 0; a < actionCount; a++) {
      const weight = Math.exp(policy[out + a] - max);
      policy[out + a] = weight;
      sum += weight;
    }
    const share = 1 / sum;
    for (let a = 0; a < actionCount; a++) policy[out + a] *= share;
    value[valueAt + s] = reward[s] + temperature * (max + Math.log(sum));
  }
}

/** gamma sum_s' P(s'|s,a) next(s') of one row s*A+a. */
export function continuation(
  mdp: FiniteMdp,
  row: number,
  discount: number,
  next: Float64Array,
  nextAt: number,
): number {
  let expected = 0;
  for (let k = mdp.rowStart[row]; k < mdp.rowStart[row + 1]; k++) {
    expected += mdp.probability[k] * next[nextAt + mdp.successor[k]];
  }
  return discount * expected;
}

/**
 * Carries mass [S] (signed) one step on: into(s') += sum_{s,a} mass(s) pi(a|s) P(s'|s,a). Mass in terminal
 * states goes nowhere.
 */
export function causalPush(
  mdp: FiniteMdp,
  policy: Float64Array,
  policyAt: number,
  mass: Float64Array,
  into: Float64Array,
): void {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  for (let s = 0; s < stateCount; s++) {
    const m = mass[s];
    if (m === 0 || terminal[s]) continue;
    const row = s * actionCount;
    let k = rowStart[row];
    for (let a = 0; a < actionCount; a++) {
      const end = rowStart[row + a + 1];
      const share = m * policy[policyAt + row + a];
      for (; k < end; k++) into[successor[k]] += share * probability[k];
    }
  }
}
