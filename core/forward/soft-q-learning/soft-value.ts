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
 *     V(s) = α log 1/n Σ_j exp(Q(s, a_j) / α) / q(a_j|s),   a_j ~ q.
 *
 * The logarithm of the mean is biased low by about α/2n times the weights' squared coefficient of variation.
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
    value[row] = temperature * (most + Math.log(sum / n));
    entropy += (value[row] - weighted / sum) / temperature;
    effective += (sum * sum) / square / n;
  }
  return { value, entropy: entropy / rows, effectiveShare: effective / rows };
}
