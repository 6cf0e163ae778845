import type { ComparisonRow, Estimate } from '../../contract/index.ts';
import { diagnosis } from '../text/diagnosis.ts';
import { brief, textTable } from '../text/table.ts';
import type { Demonstrated } from './demonstrate.ts';

/** What the demo found, as a table and sentences. */
export function summary({ world, steps, inference, comparison }: Demonstrated): string {
  const table = textTable(
    [
      { title: 'Policy', align: 'left' },
      { title: 'Log-likelihood', align: 'right' },
      { title: 'Feature gap', align: 'right' },
      { title: 'Visits differ', align: 'right' },
      { title: 'Value lost', align: 'right' },
      { title: 'Return', align: 'right' },
      { title: 'Reaches an end', align: 'right' },
      { title: 'EPIC', align: 'right' },
      { title: 'Pearson', align: 'right' },
    ],
    comparison.rows.map(rowOf),
  );
  const { diagnostics } = inference;
  return [
    `\n${world}: ${steps} steps of the expert against what was learned from them\n`,
    table,
    'Log-likelihood: nats per step of the demonstrations. Visits differ: total variation, 0 to 1. Value lost: true\n' +
      'value of the best policy minus this one. EPIC: distance between recovered and true reward, 0 is equal.\n',
    diagnostics === null ? '' : diagnosis(diagnostics),
    comparison.remarks.map((remark) => `${remark}\n`).join(''),
  ].join('\n');
}

function rowOf(row: ComparisonRow): string[] {
  return [
    row.label,
    estimate(row.logLikelihood),
    estimate(row.featureGap),
    estimate(row.totalVariation),
    row.valueDifference === null ? '–' : estimate(row.valueDifference),
    row.meanReturn === null ? '–' : estimate(row.meanReturn),
    `${Math.round(100 * row.successRate.value)} %`,
    row.epic === null ? '–' : brief(row.epic),
    row.pearson === null ? '–' : brief(row.pearson),
  ];
}

/** A value with half the width of its interval. */
function estimate({ value, low, high }: Estimate): string {
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '–';
  const half = low === null || high === null ? 0 : (high - low) / 2;
  // An interval as narrow as rounding is none.
  const spread = half <= 1e-9 * Math.abs(value) ? '' : ` ±${half.toPrecision(2)}`;
  return `${brief(value)}${spread}`;
}
