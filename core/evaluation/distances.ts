/** Distances between distributions over the same finite set, each [n], non-negative, summing to 1. */

/** Total variation, half the L1 distance, in [0, 1]. */
export function totalVariation(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += Math.abs(p[i] - q[i]);
  return Math.min(1, 0.5 * sum);
}

/** p log(p / m), 0 where p is. */
const part = (p: number, m: number) => (p > 0 ? p * Math.log(p / m) : 0);

/** Jensen-Shannon divergence in nats: mean divergence from the midpoint, in [0, log 2]. */
export function jensenShannon(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const middle = 0.5 * (p[i] + q[i]);
    sum += part(p[i], middle) + part(q[i], middle);
  }
  return Math.min(Math.LN2, Math.max(0, 0.5 * sum));
}

/** x over its sum, a new array; all zeros stay so. */
export function normalised(x: Float64Array): Float64Array {
  const total = x.reduce((sum, value) => sum + value, 0);
  return total > 0 ? x.map((value) => value / total) : x.slice();
}
