/** Histograms of returns over shared bins, so that they can be read against each other. */
import { escapeHtml, shortNumber } from './text.ts';

export interface Bins {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Common bins of several samples; null where there is nothing to show. */
export function commonBins(samples: readonly Float64Array[]): Bins | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const sample of samples)
    for (const value of sample) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (!(low <= high)) return null;
  if (low === high) return { low: low - 0.5, high: high + 0.5, count: 1 };
  return { low, high, count: 24 };
}

/** Share of the sample in each bin, summing to 1. */
export function binShares(sample: Float64Array, bins: Bins): Float64Array {
  const shares = new Float64Array(bins.count);
  const scale = bins.count / (bins.high - bins.low);
  for (const value of sample)
    shares[Math.min(bins.count - 1, Math.floor((value - bins.low) * scale))] += 1 / sample.length;
  return shares;
}

const width = 320;
const height = 120;
const base = height - 18;

/** One histogram as SVG, with the expert's as an outline behind it. */
export function histogram(
  sample: Float64Array,
  expert: Float64Array,
  bins: Bins,
  most: number,
  side: 'expert' | 'learned',
  label: string,
): string {
  const step = width / bins.count;
  const y = (share: number) => base - (most > 0 ? (share / most) * (base - 8) : 0);
  const bars = [...binShares(sample, bins)]
    .map((share, i) =>
      share === 0
        ? ''
        : `<rect class="${side}" x="${(i * step + 1).toFixed(1)}" y="${y(share).toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${(base - y(share)).toFixed(1)}"/>`,
    )
    .join('');
  const outline = [...binShares(expert, bins)]
    .map(
      (share, i) =>
        `${i === 0 ? 'M' : 'L'}${(i * step).toFixed(1)} ${y(share).toFixed(1)}h${step.toFixed(1)}`,
    )
    .join('');
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const description = `${label}: ${sample.length} returns, mean ${shortNumber(mean)}, from ${shortNumber(bins.low)} to ${shortNumber(bins.high)}`;
  return `<svg class="histogram" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(description)}">${bars}${
    expert.length === 0 || side === 'expert' ? '' : `<path class="outline" d="${outline}"/>`
  }<path class="axis" d="M0 ${base}h${width}"/><text x="0" y="${height - 4}">${shortNumber(bins.low)}</text><text class="end" x="${width}" y="${height - 4}">${shortNumber(bins.high)}</text></svg>`;
}
