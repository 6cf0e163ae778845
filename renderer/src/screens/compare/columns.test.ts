import { expect, test } from 'vitest';
import type { ComparisonRow, Estimate } from '../../../../core/contract/index.ts';
import { columnsOf, tableRows } from './columns.ts';

const estimate = (value: number, half: number): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  n: 32,
});
const row = (subject: ComparisonRow['subject'], logLikelihood: number, half: number): ComparisonRow => ({
  subject,
  label: 'A',
  logLikelihood: estimate(logLikelihood, half),
  featureGap: estimate(1, 1),
  totalVariation: estimate(0.5, 0.1),
  jensenShannon: estimate(0.2, 0.1),
  valueDifference: null,
  epic: null,
  pearson: null,
  spearman: null,
  meanReturn: null,
  successRate: estimate(0.5, 0.1),
  returns: new Float64Array(0),
  visitation: new Float64Array(0),
});
const run = (id: string) => ({ kind: 'run' as const, runId: id });

test('columns that nobody has are not shown', () => {
  const ids = columnsOf([row({ kind: 'random' }, -1, 0.1)]).map((column) => column.id);
  expect(ids).not.toContain('valueDifference');
  expect(ids).toContain('successRate');
});

test('the best run is bold only when significant, and references do not take part', () => {
  const rows = [row(run('a'), -1, 0.1), row(run('b'), -0.5, 0.1), row({ kind: 'true-reward' }, -0.1, 0.01)];
  const bold = (table: ReturnType<typeof tableRows>) => table.map(({ cells }) => cells[0].best);
  expect(bold(tableRows(rows))).toEqual([false, true, false]);
  expect(bold(tableRows([row(run('a'), -1, 0.4), row(run('b'), -0.5, 0.4)]))).toEqual([false, false]);
});

test('every number explains itself', () => {
  const [cell] = tableRows([row(run('a'), -0.51234, 0.1)])[0].cells;
  expect(cell.shown).toBe('\u22120.512');
  expect(cell.interval).toBe('[\u22120.612, \u22120.412]');
  expect(cell.explanation).toContain('32\u00a0demonstrations');
  expect(cell.explanation).toContain('Higher is better');
});
