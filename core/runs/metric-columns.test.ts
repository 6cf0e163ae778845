import { expect, test } from 'vitest';
import { joinMetrics, metricColumns } from './metric-columns.ts';

const { NaN: gap } = Number;
const first = metricColumns([
  { iteration: 1, metrics: { loss: 4 } },
  { iteration: 2, metrics: { loss: 3, return: -1 } },
]);
const second = metricColumns([{ iteration: 3, metrics: { return: 5, entropy: 0.5 } }]);

test('rows become a column for each metric, with gaps where one was not reported', () => {
  expect(first).toEqual({
    iterations: Float64Array.of(1, 2),
    values: { loss: Float64Array.of(4, 3), return: Float64Array.of(gap, -1) },
  });
});

test('two stretches follow one another, metric by metric', () => {
  expect(joinMetrics(first, second)).toEqual({
    iterations: Float64Array.of(1, 2, 3),
    values: {
      loss: Float64Array.of(4, 3, gap),
      return: Float64Array.of(gap, -1, 5),
      entropy: Float64Array.of(gap, gap, 0.5),
    },
  });
  const none = metricColumns([]);
  expect(joinMetrics(first, none)).toBe(first);
  expect(joinMetrics(none, second)).toBe(second);
});
