/** The columns of a comparison: what each number means, what it rests on, which way is better. */
import type { ComparisonRow, Estimate } from '../../../../core/contract/index.ts';
import { columnFormat, counted, formatNumber } from '../../charts/format.ts';
import { type Direction, significantlyBest } from './significance.ts';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: Direction;
  readonly definition: string;
  /** What `n` counts, in the singular. */
  readonly sample: string;
  readonly of: (row: ComparisonRow) => Estimate | null;
}

const columns: readonly Column[] = [
  {
    id: 'logLikelihood',
    title: 'Likelihood',
    unit: 'nats/step',
    direction: 'higher',
    definition:
      'Mean log-probability that the policy gives the demonstrated actions, per step; only held-out demonstrations where a run held some out.',
    sample: 'demonstration',
    of: (row) => row.logLikelihood,
  },
  {
    id: 'featureGap',
    title: 'Feature gap',
    unit: '',
    direction: 'lower',
    definition:
      'Euclidean distance between the discounted feature counts of the demonstrations and of the policy.',
    sample: 'demonstration',
    of: (row) => row.featureGap,
  },
  {
    id: 'totalVariation',
    title: 'Visits, TV',
    unit: '',
    direction: 'lower',
    definition:
      'Total variation between the state-action visits of demonstrations and policy: 0 the same, 1 nothing in common.',
    sample: 'demonstration',
    of: (row) => row.totalVariation,
  },
  {
    id: 'jensenShannon',
    title: 'Visits, JS',
    unit: 'nats',
    direction: 'lower',
    definition:
      'Jensen-Shannon divergence between the state-action visits of demonstrations and policy: 0 the same, 0.693 nothing in common.',
    sample: 'demonstration',
    of: (row) => row.jensenShannon,
  },
  {
    id: 'valueDifference',
    title: 'Value lost',
    unit: '',
    direction: 'lower',
    definition:
      'True-reward value of the optimal policy minus that of this one; 0 is optimal. Known only with the true reward.',
    sample: 'start',
    of: (row) => row.valueDifference,
  },
  {
    id: 'meanReturn',
    title: 'Return',
    unit: '',
    direction: 'higher',
    definition: 'Mean true return of seeded rollouts of the policy.',
    sample: 'rollout',
    of: (row) => row.meanReturn,
  },
  {
    id: 'successRate',
    title: 'Success',
    unit: '',
    direction: 'higher',
    definition: 'Share of rollouts that reached a terminal state rather than ran out of time.',
    sample: 'rollout',
    of: (row) => row.successRate,
  },
  {
    id: 'epic',
    title: 'EPIC',
    unit: '',
    direction: 'lower',
    definition:
      'Distance between recovered and true reward after scale, shift and potential shaping are taken out: 0 equivalent, 1 opposite.',
    sample: 'state',
    of: (row) => point(row.epic),
  },
  {
    id: 'pearson',
    title: 'Reward r',
    unit: '',
    direction: 'higher',
    definition: 'Pearson correlation of recovered and true reward: 1 is the same up to scale and shift.',
    sample: 'state',
    of: (row) => point(row.pearson),
  },
];

/** A number without an interval and without a sample. */
const point = (value: number | null): Estimate | null =>
  value === null ? null : { value, low: null, high: null, n: 0 };

export interface Cell {
  readonly column: Column;
  readonly estimate: Estimate | null;
  readonly shown: string;
  /** The interval, or an empty string. */
  readonly interval: string;
  readonly best: boolean;
  /** Definition, sample and interval, for the tooltip. */
  readonly explanation: string;
}

export interface TableRow {
  readonly row: ComparisonRow;
  readonly cells: readonly Cell[];
}

/** The columns that hold a number for any row. */
export const columnsOf = (rows: readonly ComparisonRow[]): Column[] =>
  columns.filter((column) => rows.some((row) => column.of(row) !== null));

/** The table: formatted by column, the best run in bold only where it is significantly so (references never are). */
export function tableRows(rows: readonly ComparisonRow[]): TableRow[] {
  const shown = columnsOf(rows);
  const formats = shown.map((column) => columnFormat(rows.map((row) => column.of(row)?.value ?? Number.NaN)));
  const best = shown.map((column) =>
    significantlyBest(
      rows.map((row) => (row.subject.kind === 'run' ? column.of(row) : null)),
      column.direction,
    ),
  );
  return rows.map((row, r) => ({
    row,
    cells: shown.map((column, c): Cell => {
      const estimate = column.of(row);
      const format = formats[c];
      return {
        column,
        estimate,
        shown: estimate ? format(estimate.value) : '\u2013',
        interval: estimate ? intervalText(estimate, format) : '',
        best: best[c] === r,
        explanation: explain(column, estimate, best[c] === r),
      };
    }),
  }));
}

const intervalText = ({ low, high }: Estimate, format: (value: number) => string): string =>
  low === null || high === null ? '' : `[${format(low)}, ${format(high)}]`;

function explain(column: Column, estimate: Estimate | null, best: boolean): string {
  const better = column.direction === 'higher' ? 'Higher is better.' : 'Lower is better.';
  if (!estimate) return `${column.definition} Not defined for this row.`;
  const parts = [column.definition, better];
  if (estimate.low !== null && estimate.high !== null)
    parts.push(
      `95 % bootstrap interval ${formatNumber(estimate.low, 4)} to ${formatNumber(estimate.high, 4)}, from ${counted(estimate.n, column.sample)}.`,
    );
  else parts.push('Computed without sampling, so it has no interval.');
  if (best) parts.push('Significantly best: no other run’s interval touches it.');
  return parts.join(' ');
}
