/** Metric columns of a run: joining what arrives to what is there. */
import type { RunMetrics } from '../../../../core/contract/index.ts';

export const noMetrics: RunMetrics = { iterations: new Float64Array(0), values: {} };

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const unreported = (length: number) => new Float64Array(length).fill(Number.NaN);

/** Appends later rows; a metric that one side lacks is NaN there. Rows that are there already are left out. */
export function appendMetrics(before: RunMetrics, after: RunMetrics): RunMetrics {
  const last = before.iterations.at(-1) ?? Number.NEGATIVE_INFINITY;
  const from = after.iterations.findIndex((iteration) => iteration > last);
  if (from < 0) return before;
  const count = after.iterations.length - from;
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  return {
    iterations: joined(before.iterations, after.iterations.slice(from)),
    values: Object.fromEntries(
      [...names].map((name) => [
        name,
        joined(
          before.values[name] ?? unreported(before.iterations.length),
          after.values[name]?.slice(from) ?? unreported(count),
        ),
      ]),
    ),
  };
}

/** The latest reported value of a metric; null before the first. */
export function latest(metrics: RunMetrics, name: string): number | null {
  const value = metrics.values[name]?.findLast(Number.isFinite);
  return value ?? null;
}
