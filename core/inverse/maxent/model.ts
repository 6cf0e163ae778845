/** What both horizons offer: the soft solution of a state reward, and what demonstrations say about it. */
import type { Evidence } from './evidence.ts';
import type { MaxEntPolicy } from './types.ts';

export interface EntropyModel {
  /** Solves for the soft values of r [S]; everything below is about the reward solved last. */
  solve(reward: Float64Array): void;
  /** Mean log-likelihood of a demonstration, nats. */
  logLikelihood(evidence: Evidence): number;
  /** d logLikelihood / d r(s), [S]. */
  likelihoodGradient(evidence: Evidence): Float64Array;
  /**
   * The dual of feature matching, (demonstrated return + value of the rest - value of the start) / alpha, the model
   * starting where the demonstrations do.
   */
  matching(evidence: Evidence): number;
  /** d matching / d r(s), [S]: (demonstrated - expected visits) / alpha. */
  matchingGradient(evidence: Evidence): Float64Array;
  /** [S] visits of the demonstrations as they count here (discounted, arrivals in terminal states included). */
  demonstrated(evidence: Evidence): Float64Array;
  /** The policy, its value, and its expected visits from p0 under the true dynamics. */
  policy(): MaxEntPolicy;
  /** Soft values: [(T+1)*S] by step for a finite horizon, [S] for a discounted one. Not a copy. */
  values(): Float64Array;
  /** Numbers that the next solve starts from (empty when it starts afresh), for checkpoints. */
  warmStart(): Float64Array;
  restoreWarmStart(values: Float64Array): void;
}
