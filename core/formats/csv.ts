import type { Comparison, ComparisonRow, Estimate } from '../contract/index.ts';

/** One CSV field (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of fields as CSV text. */
export function csvText(lines: readonly (readonly (string | number | null)[])[]): string {
  return lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

const estimates: readonly [string, (row: ComparisonRow) => Estimate | null][] = [
  ['log_likelihood', (row) => row.logLikelihood],
  ['feature_gap', (row) => row.featureGap],
  ['total_variation', (row) => row.totalVariation],
  ['jensen_shannon', (row) => row.jensenShannon],
  ['value_difference', (row) => row.valueDifference],
  ['mean_return', (row) => row.meanReturn],
  ['success_rate', (row) => row.successRate],
];

/**
 * A comparison as CSV: a row per policy, each estimate with its 95 % interval and sample size, numbers in full
 * precision. Visitation and returns are in the JSON export.
 */
export function csvReport(comparison: Comparison): string {
  const head = [
    'kind',
    'run_id',
    'label',
    ...estimates.flatMap(([name]) => [name, `${name}_low`, `${name}_high`, `${name}_n`]),
    'epic',
    'pearson',
    'spearman',
  ];
  const lines = comparison.rows.map((row) => [
    row.subject.kind,
    row.subject.kind === 'run' ? row.subject.runId : null,
    row.label,
    ...estimates.flatMap(([, pick]) => {
      const estimate = pick(row);
      return estimate === null
        ? [null, null, null, null]
        : [estimate.value, estimate.low, estimate.high, estimate.n];
    }),
    row.epic,
    row.pearson,
    row.spearman,
  ]);
  return csvText([head, ...lines]);
}
