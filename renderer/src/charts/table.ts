/** The table that stands for a chart where it cannot be seen: at most a dozen rows, ends included. */
import { formatNumber } from './format.ts';
import { nearestIndex, type Series } from './series.ts';

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const mostRows = 12;

/** Samples curves evenly into a table. */
export function tableOf(title: string, xLabel: string, unit: string, series: readonly Series[]): Table {
  const longest = series.reduce<Series | null>((a, b) => (a && a.x.length >= b.x.length ? a : b), null);
  const count = longest?.x.length ?? 0;
  const rowCount = Math.min(mostRows, count);
  const picks = Array.from({ length: rowCount }, (_, i) =>
    rowCount === 1 ? 0 : Math.round((i * (count - 1)) / (rowCount - 1)),
  );
  return {
    caption: unit ? `${title} (${unit})` : title,
    columns: [xLabel, ...series.map((one) => one.name)],
    rows: picks.map((pick) => {
      const x = longest?.x[pick] ?? 0;
      return [formatNumber(x), ...series.map((one) => formatNumber(valueAt(one, x), 4))];
    }),
  };
}

function valueAt(series: Series, x: number): number {
  const index = nearestIndex(series, x);
  return index < 0 ? Number.NaN : series.y[index];
}
