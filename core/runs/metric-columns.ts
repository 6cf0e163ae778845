import type { RunMetrics } from '../contract/index.ts';
import type { MetricRow } from './protocol.ts';

/** Rows as columns: one value per name and row, NaN where a row did not report that metric. */
export function metricColumns(rows: readonly MetricRow[]): RunMetrics {
  const names = new Set(rows.flatMap((row) => Object.keys(row.metrics)));
  return {
    iterations: Float64Array.from(rows, (row) => row.iteration),
    values: Object.fromEntries(
      [...names].map((name) => [name, Float64Array.from(rows, (row) => row.metrics[name] ?? Number.NaN)]),
    ),
  };
}

/** Two stretches of curves, one after the other. */
export function joinMetrics(first: RunMetrics, second: RunMetrics): RunMetrics {
  const a = first.iterations.length;
  const b = second.iterations.length;
  if (b === 0) return first;
  if (a === 0) return second;
  const join = (name: string) => {
    const joined = new Float64Array(a + b).fill(Number.NaN);
    const left = first.values[name];
    const right = second.values[name];
    if (left) joined.set(left, 0);
    if (right) joined.set(right, a);
    return joined;
  };
  const iterations = new Float64Array(a + b);
  iterations.set(first.iterations, 0);
  iterations.set(second.iterations, a);
  const names = new Set([...Object.keys(first.values), ...Object.keys(second.values)]);
  return { iterations, values: Object.fromEntries([...names].map((name) => [name, join(name)])) };
}
