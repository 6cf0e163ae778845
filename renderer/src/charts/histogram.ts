/** Histograms of several samples on shared bins. */
import { max } from 'd3-array';

export interface Sample {
  readonly id: string;
  readonly name: string;
  /** CSS colour, usually a variable. */
  readonly colour: string;
  /** Hatched bars differ from plain ones by more than colour. */
  readonly pattern: 'plain' | 'hatched';
  readonly values: Float64Array | readonly number[];
}

export interface Bin {
  readonly low: number;
  /** Exclusive, except of the last bin. */
  readonly high: number;
  /** Number of values in the bin, one entry per sample. */
  readonly counts: readonly number[];
  /** The same as shares of each sample. */
  readonly shares: readonly number[];
}

/**
 * Sorts samples into the same bins of one width, between half and twice `binCount` of them with edges at round numbers;
 * samples whose values are all equal get one bin around them. Values that are not finite are left out.
 */
export function binSamples(samples: readonly Sample[], binCount: number): Bin[] {
  const finite = samples.map((sample) => Array.from(sample.values).filter(Number.isFinite));
  const all = finite.flat();
  if (all.length === 0) return [];
  const edges = roundEdges(
    all.reduce((a, b) => Math.min(a, b)),
    all.reduce((a, b) => Math.max(a, b)),
    binCount,
  );
  const step = edges[1] - edges[0];
  const place = (value: number) => {
    const guess = Math.floor((value - edges[0]) / step);
    return Math.max(0, Math.min(edges.length - 2, guess));
  };
  const counts = finite.map((values) => {
    const row = new Array<number>(edges.length - 1).fill(0);
    for (const value of values) row[place(value)]++;
    return row;
  });
  return edges.slice(0, -1).map((low, i) => ({
    low,
    high: edges[i + 1],
    counts: counts.map((row) => row[i]),
    shares: counts.map((row, s) => (finite[s].length === 0 ? 0 : row[i] / finite[s].length)),
  }));
}

/** Edges from below `low` to above `high` at multiples of 1, 2 or 5 times a power of ten. */
function roundEdges(low: number, high: number, binCount: number): number[] {
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= magnitude * 1e-9 || high - low < 1e-200) {
    const margin = magnitude * 0.05 || 0.5;
    return [low - margin, high + margin];
  }
  const raw = (high - low) / Math.max(1, binCount);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * 0.8) ?? 10;
  const step = factor * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  // Multiplying by the index, and rounding, keeps 0.1 + 0.2 out of the edges.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Height that the tallest bar or stack needs. */
export function tallest(
  bins: readonly Bin[],
  measure: 'counts' | 'shares',
  mode: 'overlaid' | 'stacked',
): number {
  const of = (one: Bin) => (mode === 'stacked' ? one[measure].reduce((a, b) => a + b, 0) : max(one[measure]));
  return max(bins, of) ?? 0;
}
