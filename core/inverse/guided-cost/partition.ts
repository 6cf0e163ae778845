import { logSumExp } from '../../numerics/index.ts';

/** An importance-sampled estimate of log Z and how far to trust it. */
export interface PartitionEstimate {
  /** log Z, nats: log of the mean weight. */
  readonly logPartition: number;
  /** A 95 % interval by the delta method: log Z ± 1.96 √(1/ESS - 1/n). Far too narrow once the weights collapse. */
  readonly low: number;
  readonly high: number;
  /** ESS = (Σw)² / Σw², between 1 and n (Kish, 1965). */
  readonly effectiveSampleSize: number;
  /** [n] w_j / Σ w: what each trajectory counts. */
  readonly shares: Float64Array;
}

/**
 * What is done to weights in the gradient: `truncate` cuts them at √n times their mean (Ionides, 2008), less variance for
 * some bias; `even` makes those of the policy's samples equal, as they are when the policy is soft-optimal.
 */
export type WeightClipping = 'off' | 'truncate' | 'even';

/**
 * log Z = log E_q[w], w = exp(R(τ)) / q(τ), from n trajectories drawn from the mixture q. The dynamics stand in the
 * numerator and in q alike and have cancelled.
 *
 * @param logWeights [n] R(τ_j) - log q(τ_j)
 */
export function estimatePartition(logWeights: Float64Array): PartitionEstimate {
  const n = logWeights.length;
  const logSum = logSumExp(logWeights, 0, n);
  const shares = logWeights.map((log) => Math.exp(log - logSum));
  const effectiveSampleSize = 1 / shares.reduce((sum, share) => sum + share * share, 0);
  const logPartition = logSum - Math.log(n);
  // Var(mean w) / (mean w)² = (n Σ share² - 1) / n; the delta method carries it over to the logarithm.
  const radius = 1.96 * Math.sqrt(Math.max(0, 1 / effectiveSampleSize - 1 / n));
  return {
    logPartition,
    low: logPartition - radius,
    high: logPartition + radius,
    effectiveSampleSize,
    shares,
  };
}

/**
 * What each trajectory counts in the gradient, [n], summing to 1.
 *
 * @param demonstrations how many of them, from the first on, are demonstrations
 */
export function gradientShares(
  { shares }: PartitionEstimate,
  demonstrations: number,
  clipping: WeightClipping,
): Float64Array {
  const n = shares.length;
  if (clipping === 'off') return shares;
  if (clipping === 'even') return shares.map((_, j) => (j < demonstrations ? 0 : 1 / (n - demonstrations)));
  const cut = shares.map((share) => Math.min(share, 1 / Math.sqrt(n)));
  const total = cut.reduce((sum, share) => sum + share, 0);
  return cut.map((share) => share / total);
}

/**
 * log q(τ) = log Σ_k (n_k / n) Π_t π_k(a_t|s_t) for a batch of which policy k gave n_k trajectories: the balance
 * heuristic (Veach and Guibas, 1995). A weight against the mixture is never larger than n/n_k times the one against
 * policy k alone, whichever of them drew it.
 *
 * @param logDensities [policies] Σ_t log π_k(a_t|s_t) of one trajectory
 * @param counts [policies] n_k
 */
export function logMixture(logDensities: ArrayLike<number>, counts: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k];
  const terms = Float64Array.from(
    { length: counts.length },
    (_, k) => logDensities[k] + Math.log(counts[k] / total),
  );
  return logSumExp(terms, 0, terms.length);
}
