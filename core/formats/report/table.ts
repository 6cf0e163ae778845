/** The table of numbers of a report. */
import type { Comparison, ComparisonRow, Estimate } from '../../contract/index.ts';
import { escapeHtml, interval, percent, roughNumber, shortNumber } from './text.ts';

interface Column {
  readonly title: string;
  readonly help: string;
  readonly cell: (row: ComparisonRow) => { text: string; between: string };
  /** The number by which rows are ranked, larger is better; null for columns without a best. */
  readonly rank: ((row: ComparisonRow) => number | null) | null;
}

const ofEstimate =
  (pick: (row: ComparisonRow) => Estimate | null, format: (value: number) => string): Column['cell'] =>
  (row) => {
    const estimate = pick(row);
    return estimate === null
      ? { text: '—', between: '' }
      : {
          text: format(estimate.value),
          between: interval(estimate, format === shortNumber ? roughNumber : format),
        };
  };
const ofNumber =
  (pick: (row: ComparisonRow) => number | null): Column['cell'] =>
  (row) => ({ text: shortNumber(pick(row)), between: '' });
const value = (estimate: Estimate | null) => (estimate === null ? null : estimate.value);
const less = (of: number | null) => (of === null ? null : -of);

export const columns: readonly Column[] = [
  {
    title: 'Log-likelihood',
    help: 'Nats per demonstrated step under the policy; larger means the demonstrations surprise it less.',
    cell: ofEstimate((row) => row.logLikelihood, shortNumber),
    rank: (row) => row.logLikelihood.value,
  },
  {
    title: 'Feature gap',
    help: 'Euclidean distance between the discounted feature counts of the demonstrations and of the policy.',
    cell: ofEstimate((row) => row.featureGap, shortNumber),
    rank: (row) => less(row.featureGap.value),
  },
  {
    title: 'Total variation',
    help: 'Half the summed difference of the state-action visitation distributions; 0 alike, 1 disjoint.',
    cell: ofEstimate((row) => row.totalVariation, shortNumber),
    rank: (row) => less(row.totalVariation.value),
  },
  {
    title: 'Jensen–Shannon',
    help: 'Divergence of the same distributions in nats; at most ln 2.',
    cell: ofEstimate((row) => row.jensenShannon, shortNumber),
    rank: (row) => less(row.jensenShannon.value),
  },
  {
    title: 'Value difference',
    help: 'True value of the optimal policy minus that of this one; 0 is as good as it gets.',
    cell: ofEstimate((row) => row.valueDifference, shortNumber),
    rank: (row) => less(value(row.valueDifference)),
  },
  {
    title: 'EPIC',
    help: 'Distance between recovered and true reward that ignores scale and shaping; 0 alike, 1 opposite.',
    cell: ofNumber((row) => row.epic),
    rank: (row) => less(row.epic),
  },
  {
    title: 'Pearson',
    help: 'Correlation of recovered and true reward.',
    cell: ofNumber((row) => row.pearson),
    rank: (row) => row.pearson,
  },
  {
    title: 'Spearman',
    help: 'Rank correlation of recovered and true reward.',
    cell: ofNumber((row) => row.spearman),
    rank: (row) => row.spearman,
  },
  {
    title: 'Mean return',
    help: 'Mean true return of seeded rollouts.',
    cell: ofEstimate((row) => row.meanReturn, shortNumber),
    rank: (row) => value(row.meanReturn),
  },
  {
    title: 'Success',
    help: 'Share of rollouts that terminated rather than ran out of time.',
    cell: ofEstimate((row) => row.successRate, percent),
    rank: null,
  },
];

/** Indices of the best runs of a column; references do not compete, and a run that beats none is not the best. */
function best(rows: readonly ComparisonRow[], rank: Column['rank']): Set<number> {
  if (rank === null) return new Set();
  const scores = rows.map((row) => (row.subject.kind === 'run' ? rank(row) : null));
  const most = scores.reduce((a: number, b) => (b === null ? a : Math.max(a, b)), Number.NEGATIVE_INFINITY);
  const winners = scores.flatMap((score, index) => (score === most ? [index] : []));
  return new Set(scores.some((score) => score !== null && score < most) ? winners : []);
}

/** The table; columns that have no number in any row are left out. */
export function comparisonTable({ rows }: Comparison): string {
  const shown = columns.filter((column) => rows.some((row) => column.cell(row).text !== '—'));
  const winners = new Map(shown.map((column) => [column, best(rows, column.rank)]));
  const head = shown
    .map(
      (column) =>
        `<th scope="col"><abbr title="${escapeHtml(column.help)}">${escapeHtml(column.title)}</abbr></th>`,
    )
    .join('');
  const body = rows.map((row, index) => {
    const cells = shown.map((column) => {
      const { text, between } = column.cell(row);
      const wins = winners.get(column)?.has(index) === true;
      return `<td${wins ? ' class="best"' : ''}>${escapeHtml(text)}${wins ? '<span class="hidden"> (best)</span>' : ''}${between === '' ? '' : `<small>${escapeHtml(between)}</small>`}</td>`;
    });
    return `<tr class="${row.subject.kind}"><th scope="row">${escapeHtml(row.label)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="Comparison table"><table><thead><tr><th scope="col">Policy</th>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** What each shown number means. */
export function definitions(): string {
  return `<dl>${columns
    .map((column) => `<div><dt>${escapeHtml(column.title)}</dt><dd>${escapeHtml(column.help)}</dd></div>`)
    .join('')}</dl>`;
}
