/** What samples of one batch of states say about exp(Q/α). */
export interface SoftValue {
  /** V [rows]. */
  readonly value: Float64Array;
  /** Mean entropy of π = exp((Q - V)/α) over the rows, (V - E_π Q)/α, nats; differential. */
  readonly entropy: number;
  /** Mean effective sample size of the weights, as a share of the samples. */
  readonly effectiveShare: number;
}

/**
 * The soft value by importance sampling (Haarnoja et al., 2017, equation 10):
 *
 *     V(s) = α log 1/n Σ_j w_j,   w_j = exp(Q(s, a_j) / α) / q(a_j|s),   a_j ~ q.
 *
 * The logarithm of a mean is low on average, by Var w / (2 n E[w]²) to first order in 1/n. That much, as the samples have it, is added:
 * a bias of V returns with every step and is multiplied by 1/(1 - γ).
 *
 * @param q [rows * n]
 * @param logDensity log q(a_j|s) [rows * n]
 */
export function importanceValue(
  q: ArrayLike<number>,
  logDensity: ArrayLike<number>,
  rows: number,
  temperature: number,
): SoftValue {
  const n = q.length / rows;
  const value = new Float64Array(rows);
  let entropy = 0;
  let effective = 0;
  for (let row = 0; row < rows; row++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let at = row * n; at < (row + 1) * n; at++)
      most = Math.max(most, q[at] / temperature - logDensity[at]);
    let [sum, square, weighted] = [0, 0, 0];
    for (let at = row * n; at < (row + 1) * n; at++) {
      const weight = Math.exp(q[at] / temperature - logDensity[at] - most);
      sum += weight;
      square += weight * weight;
      weighted += weight * q[at];
    }
    const share = (sum * sum) / square / n;
    const bias = (1 / share - 1) / (2 * n);
    value[row] = temperature * (most + Math.log(sum / n) + bias);
    entropy += (value[row] - weighted / sum) / temperature;
    effective += share;
  }
  return { value, entropy: entropy / rows, effectiveShare: effective / rows };
}
