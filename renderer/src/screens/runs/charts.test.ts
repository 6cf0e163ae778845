import { expect, test } from 'vitest';
import { algorithmIds } from '../../../../core/contract/index.ts';
import { chartTable } from './chart-table.ts';
import { chartTabsOf } from './charts.ts';
import { noMetrics } from './metrics.ts';

const rows = (iterations: number[], values: Record<string, number[]>) => ({
  iterations: Float64Array.from(iterations),
  values: Object.fromEntries(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)])),
});

test('the charts of MaxEnt IRL; the held-out curve only where there is one', () => {
  const one = rows([0, 1], { logLikelihood: [-1, -0.5], gradientNorm: [1, 0.1] });
  const [fit] = chartTabsOf(one, 'maxent-irl', []);
  expect(fit.charts.map((chart) => chart.series.length)).toEqual([1, 1, 1]);
  const two = rows([0, 1], { logLikelihood: [-1, -0.5], heldOutLogLikelihood: [Number.NaN, -0.6] });
  const [likelihood] = chartTabsOf(two, 'maxent-irl', [])[0].charts;
  expect(likelihood.series.map((series) => [...series.x])).toEqual([[0, 1], [1]]);
});

test('every method has a first tab from the beginning; others come with their numbers', () => {
  for (const id of algorithmIds) expect(chartTabsOf(noMetrics, id, [])).toHaveLength(1);
  const some = rows([1, 2], { environmentSteps: [50, 100], temperature: [0.2, 0.19] });
  expect(chartTabsOf(some, 'soft-actor-critic', []).map(({ id, charts }) => [id, charts.length])).toEqual([
    ['behaviour', 3],
    ['training', 1],
  ]);
});

test('forward methods are drawn over environment steps', () => {
  const some = rows([1, 2, 3], { environmentSteps: [50, 100, 150], return: [Number.NaN, -9, -8] });
  const [returned] = chartTabsOf(some, 'soft-actor-critic', [])[0].charts;
  expect([...returned.series[0].x]).toEqual([100, 150]);
});

test('log Z has its interval as a band', () => {
  const some = rows([1, 2], { logPartition: [3, 4], logPartitionLow: [2, 3.5], logPartitionHigh: [4, 4.5] });
  const chart = chartTabsOf(some, 'guided-cost-learning', [])[0].charts.find(
    ({ id }) => id === 'log-partition',
  );
  expect(chart?.bands.map(({ low, high }) => [[...low], [...high]])).toEqual([
    [
      [2, 3.5],
      [4, 4.5],
    ],
  ]);
});

test('other seeds stand behind, thin, where they have something to show', () => {
  const some = rows([1, 2], { environmentSteps: [50, 100], return: [-9, -8] });
  const others = [
    { id: 'b', name: 'seed 1', metrics: some },
    { id: 'c', name: 'seed 2', metrics: noMetrics },
  ];
  const [returned, length] = chartTabsOf(some, 'soft-actor-critic', others)[0].charts;
  expect(returned.series.map(({ id, weight }) => [id, weight])).toEqual([
    ['return', undefined],
    ['b', 'thin'],
  ]);
  expect(length.series).toHaveLength(1);
});

test('every chart explains itself, and no two of a tab share an id', () => {
  for (const id of algorithmIds)
    for (const { charts } of chartTable[id]) {
      expect(new Set(charts.map((chart) => chart.id)).size).toBe(charts.length);
      expect(charts.length).toBeLessThanOrEqual(3);
      for (const { help } of charts) expect(help).toMatch(/^[A-Z].*\.$/);
    }
});
