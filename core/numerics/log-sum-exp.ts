/**
 * log sum_i exp(x_i) over `count` entries from `offset`, the maximum taken out first.
 * Empty or all -Infinity gives -Infinity; +Infinity gives +Infinity; NaN gives NaN.
 */
export function logSumExp(x: ArrayLike<number>, offset: number, count: number): number {
  let max = -Infinity;
  for (let i = offset; i < offset + count; i++) {
    if (Number.isNaN(x[i])) return Number.NaN;
    if (x[i] > max) max = x[i];
  }
  if (!Number.isFinite(max)) return max;
  let sum = 0;
  for (let i = offset; i < offset + count; i++) sum += Math.exp(x[i] - max);
  return max + Math.log(sum);
}

/** log sum_i w_i exp(x_i) with weights w_i >= 0 (not all 0); entries of weight 0 are not looked at. */
export function weightedLogSumExp(x: ArrayLike<number>, weights: ArrayLike<number>): number {
  let max = -Infinity;
  for (let i = 0; i < x.length; i++) {
    if (weights[i] <= 0) continue;
    if (Number.isNaN(x[i])) return Number.NaN;
    if (x[i] > max) max = x[i];
  }
  if (!Number.isFinite(max)) return max;
  let sum = 0;
  for (let i = 0; i < x.length; i++) if (weights[i] > 0) sum += weights[i] * Math.exp(x[i] - max);
  return max + Math.log(sum);
}
