/** The soft maximum over actions and the policy that goes with it. */

/** How close to the best an action must be to count as equally good at temperature 0, relative to the values' size. */
const tie = 1e-10;

/** Below this exponent a double is zero. */
const vanishing = -745.2;

/**
 * `V(s) = alpha log sum_a prior(a|s) exp(Q(s,a)/alpha)` and `pi(a|s) = prior(a|s) exp((Q(s,a) - V(s))/alpha)` for each
 * state that has not ended; ended ones keep their value and have no policy (zeros). At alpha 0, V is the maximum and
 * the policy shares itself among equally good actions in proportion to the prior, which is the
 * limit of alpha -> 0 for the Q given.
 *
 * @param q [S*A], read from `offset`
 * @param prior [S*A] or null for weight 1
 * @param value [S], written from `valueOffset`
 * @param policy [S*A], written from `offset`
 */
export function softMaximum(
  actionCount: number,
  temperature: number,
  prior: Float64Array | null,
  ended: Uint8Array,
  q: Float64Array,
  policy: Float64Array,
  offset: number,
  value: Float64Array,
  valueOffset: number,
): void {
  for (let s = 0; s < ended.length; s++) {
    if (ended[s] !== 0) continue;
    const base = s * actionCount;
    const at = offset + base;
    // Without a prior the best action's term is exactly 1; with one, terms are compared prior included.
    let best = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < actionCount; a++) {
      const weight = prior === null ? 1 : prior[base + a];
      const term = weight === 0 ? Number.NEGATIVE_INFINITY : weighted(q[at + a], weight, temperature);
      policy[at + a] = term;
      if (term > best) best = term;
    }
    let total = 0;
    for (let a = 0; a < actionCount; a++) {
      const below = policy[at + a] - best;
      let share: number;
      if (temperature === 0)
        share = below >= -tie * (1 + Math.abs(best)) ? (prior === null ? 1 : prior[base + a]) : 0;
      else {
        const exponent = below / temperature;
        share = exponent === 0 ? 1 : exponent > vanishing ? Math.exp(exponent) : 0;
      }
      policy[at + a] = share;
      total += share;
    }
    for (let a = 0; a < actionCount; a++) policy[at + a] /= total;
    value[valueOffset + s] = temperature === 0 || total === 1 ? best : best + temperature * Math.log(total);
  }
}

/** q + alpha log weight */
function weighted(q: number, weight: number, temperature: number): number {
  return weight === 1 || temperature === 0 ? q : q + temperature * Math.log(weight);
}

/** `alpha log sum_i weight_i exp(x_i / alpha)`, the maximum over positive weights at alpha 0. */
export function softMaximumOf(x: ArrayLike<number>, weights: ArrayLike<number>, temperature: number): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0 && x[i] > best) best = x[i];
  if (temperature === 0) return best;
  let total = 0;
  for (let i = 0; i < weights.length; i++)
    if (weights[i] > 0) total += weights[i] * Math.exp((x[i] - best) / temperature);
  return best + temperature * Math.log(total);
}
