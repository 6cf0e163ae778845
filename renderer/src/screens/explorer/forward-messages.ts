import type { FiniteMdp } from '../../../../core/mdp/index.ts';

/**
 * Forward messages in units of reward, `F_t(s) = alpha log forward_t(s)`, t = 1..T:
 *
 *     forward_1(s) = p0(s),   forward_{t+1}(s') = sum_{s,a} forward_t(s) prior(a|s) exp(r(s,a)/alpha) P(s'|s,a)
 *
 * Together with the posterior's backward messages, `mu_t(s) = exp((F_t(s) + V_t(s) - log Z) / alpha)`. Nothing goes on
 * from a terminal state. Every sum is taken relative to its own largest term, so nothing under- or overflows.
 *
 * @param reward [S*A]
 * @param prior [S*A] weights of actions, null for weight 1
 * @param temperature alpha > 0, in units of reward
 * @returns [T*S] -Infinity where the state cannot be reached by then
 */
export function forwardMessages(about: {
  readonly mdp: FiniteMdp;
  readonly reward: Float64Array;
  readonly prior: Float64Array | null;
  readonly horizon: number;
  readonly temperature: number;
}): Float64Array {
  const { mdp, reward, prior, horizon, temperature } = about;
  const { stateCount, initial } = mdp;
  const forward = new Float64Array(horizon * stateCount).fill(Number.NEGATIVE_INFINITY);
  for (let s = 0; s < stateCount; s++) if (initial[s] > 0) forward[s] = temperature * Math.log(initial[s]);
  const gain = reward.map((r, i) => r + (prior === null ? 0 : temperature * Math.log(prior[i])));
  const best = new Float64Array(stateCount);
  const sum = new Float64Array(stateCount);
  for (let t = 1; t < horizon; t++) {
    const before = forward.subarray((t - 1) * stateCount, t * stateCount);
    best.fill(Number.NEGATIVE_INFINITY);
    sum.fill(0);
    eachTerm(mdp, before, gain, (to, _p, term) => {
      if (term > best[to]) best[to] = term;
    });
    eachTerm(mdp, before, gain, (to, p, term) => {
      sum[to] += p * Math.exp((term - best[to]) / temperature);
    });
    const after = t * stateCount;
    for (let s = 0; s < stateCount; s++)
      if (sum[s] > 0) forward[after + s] = best[s] + temperature * Math.log(sum[s]);
  }
  return forward;
}

/** Every transition out of a reached, open state: where to, its probability, and `F_t(s) + r(s,a) + alpha log prior`. */
function eachTerm(
  mdp: FiniteMdp,
  before: Float64Array,
  gain: Float64Array,
  visit: (to: number, probability: number, term: number) => void,
): void {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s] === 1 || before[s] === Number.NEGATIVE_INFINITY) continue;
    for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
      const term = before[s] + gain[row];
      if (term === Number.NEGATIVE_INFINITY) continue;
      for (let k = rowStart[row]; k < rowStart[row + 1]; k++)
        if (probability[k] > 0) visit(successor[k], probability[k], term);
    }
  }
}
