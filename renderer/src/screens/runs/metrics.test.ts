import { expect, test } from 'vitest';
import { appendMetrics, latest, noMetrics } from './metrics.ts';

const rows = (iterations: number[], values: Record<string, number[]>) => ({
  iterations: Float64Array.from(iterations),
  values: Object.fromEntries(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)])),
});

test('later rows are appended, metrics that one side lacks are NaN there', () => {
  const all = appendMetrics(rows([0, 1], { gap: [4, 3] }), rows([2], { gap: [2], other: [7] }));
  expect([...all.iterations]).toEqual([0, 1, 2]);
  expect([...all.values.gap]).toEqual([4, 3, 2]);
  expect([...all.values.other]).toEqual([Number.NaN, Number.NaN, 7]);
});

test('rows that came twice are taken once', () => {
  const first = rows([0, 1], { gap: [4, 3] });
  expect(appendMetrics(first, first)).toBe(first);
  expect([...appendMetrics(first, rows([1, 2], { gap: [9, 2] })).values.gap]).toEqual([4, 3, 2]);
  expect(appendMetrics(noMetrics, first).values.gap).toHaveLength(2);
});

test('the latest value skips what was not reported', () => {
  expect(latest(rows([0, 1], { gap: [4, Number.NaN] }), 'gap')).toBe(4);
  expect(latest(noMetrics, 'gap')).toBeNull();
});
