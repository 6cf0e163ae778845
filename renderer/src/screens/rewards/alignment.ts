/** A recovered reward beside the true one. No reward is identified beyond scale and shift, so those are fitted away. */

export interface Alignment {
  /** Positive factor and constant of the least-squares fit  true ≈ scale · recovered + shift. */
  readonly scale: number;
  readonly shift: number;
  /** [S] scale · recovered + shift. */
  readonly aligned: Float64Array;
  /** Root of the mean squared distance to the true reward after the fit, in units of the true reward. */
  readonly residual: number;
}

/**
 * Fits  min over scale >= 0, shift of  sum_s (scale · recovered(s) + shift - truth(s))²  in closed form:
 * scale = cov(recovered, truth) / var(recovered), cut at zero, because a reward times a negative number is another reward.
 * Both [S], finite. A constant recovered reward gets scale 0: nothing of the truth is in it.
 */
export function alignReward(recovered: Float64Array, truth: Float64Array): Alignment {
  const count = Math.max(1, truth.length);
  const meanRecovered = recovered.reduce((a, b) => a + b, 0) / count;
  const meanTruth = truth.reduce((a, b) => a + b, 0) / count;
  let covariance = 0;
  let variance = 0;
  for (let s = 0; s < truth.length; s++) {
    covariance += (recovered[s] - meanRecovered) * (truth[s] - meanTruth);
    variance += (recovered[s] - meanRecovered) ** 2;
  }
  const scale = variance > 0 ? Math.max(0, covariance / variance) : 0;
  const shift = meanTruth - scale * meanRecovered;
  const aligned = recovered.map((value) => scale * value + shift);
  const squares = aligned.reduce((sum, value, s) => sum + (value - truth[s]) ** 2, 0);
  return { scale, shift, aligned, residual: Math.sqrt(squares / count) };
}
