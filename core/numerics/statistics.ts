/** Means, spreads, quantiles and correlations. NaN where a quantity is undefined (too few numbers, no spread). */

/** Arithmetic mean; NaN of nothing. */
export function mean(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

/** Unbiased sample variance (divisor n - 1), two passes; NaN for fewer than two numbers. */
export function variance(x: ArrayLike<number>): number {
  if (x.length < 2) return Number.NaN;
  const centre = mean(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - centre) ** 2;
  return sum / (x.length - 1);
}

/** The q-quantile of ascending numbers, linear between order statistics (type 7 of Hyndman and Fan). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** Pearson's correlation; NaN when either side does not vary (beyond rounding). */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const mx = mean(x);
  const my = mean(y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let sizeX = 0;
  let sizeY = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] - mx;
    const dy = y[i] - my;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
    sizeX += x[i] * x[i];
    sizeY += y[i] * y[i];
  }
  if (!(xx > 1e-26 * sizeX) || !(yy > 1e-26 * sizeY)) return Number.NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Ranks 1..n, ties sharing their mean rank. */
export function ranks(x: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: x.length }, (_, i) => i).sort((i, j) => x[i] - x[j]);
  const out = new Float64Array(x.length);
  for (let i = 0; i < order.length; ) {
    let end = i + 1;
    while (end < order.length && x[order[end]] === x[order[i]]) end++;
    for (let k = i; k < end; k++) out[order[k]] = (i + 1 + end) / 2;
    i = end;
  }
  return out;
}

/** Spearman's rank correlation, ties by mean rank. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(ranks(x), ranks(y));
}
