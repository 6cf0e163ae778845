/** The curves that a run's metrics make. */
import type { Algorithm, RunMetrics } from '../../../../core/contract/index.ts';
import type { YScale } from '../../charts/line-geometry.ts';
import { type Band, type Series, withoutGaps } from '../../charts/series.ts';
import { type ChartRow, chartTable, xMetric } from './chart-table.ts';

/** A chart of a run. */
export interface RunChart {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly unit: string;
  readonly yScale: YScale;
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
}

export interface RunChartTab {
  readonly id: string;
  readonly label: string;
  readonly charts: readonly RunChart[];
}

/** Another run's curves, drawn thin behind those of the run that is looked at. */
export interface OtherCurves {
  readonly id: string;
  /** What tells it apart, e.g. "seed 3". */
  readonly name: string;
  readonly metrics: RunMetrics;
}

/** What the curves of an algorithm are drawn over. */
export const xLabelOf = (algorithm: Algorithm): string => xMetric[algorithm].label;

const reports = (metrics: RunMetrics, name: string) => metrics.values[name]?.some(Number.isFinite) ?? false;

/**
 * The charts of an algorithm in their tabs. A metric that is reported now and then is drawn through. A second curve, a chart
 * or a tab that nothing is reported for is left out, but the first tab stands from the beginning.
 */
export function chartTabsOf(
  metrics: RunMetrics,
  algorithm: Algorithm,
  others: readonly OtherCurves[],
): RunChartTab[] {
  const { metric } = xMetric[algorithm];
  return chartTable[algorithm]
    .map(({ id, label, charts }, t) => ({
      id,
      label,
      charts: charts
        .filter(({ metrics: [[first]] }) => t === 0 || reports(metrics, first))
        .map((row) => chartOf(row, metrics, metric, others)),
    }))
    .filter(({ charts }) => charts.length > 0);
}

function chartOf(
  { band, ...row }: ChartRow,
  metrics: RunMetrics,
  xName: string | null,
  others: readonly OtherCurves[],
): RunChart {
  const { id, title, help, unit, yScale } = row;
  const own = row.metrics
    .filter(([name], i) => i === 0 || reports(metrics, name))
    .map(([name, label, colour, dash]): Series => {
      return { id: name, name: label, colour, dash, ...pointsOf(metrics, name, xName) };
    });
  const [[first, , colour]] = row.metrics;
  const thin = others
    .filter((other) => reports(other.metrics, first))
    .map((other): Series => {
      const points = pointsOf(other.metrics, first, xName);
      return { id: other.id, name: other.name, colour, dash: null, weight: 'thin', ...points };
    });
  return {
    id,
    title,
    help,
    unit,
    yScale,
    series: [...own, ...thin],
    bands: bandOf(band, colour, metrics, xName),
  };
}

function bandOf(
  band: ChartRow['band'],
  colour: string,
  metrics: RunMetrics,
  xName: string | null,
): readonly Band[] {
  if (!band || !reports(metrics, band.low)) return [];
  const low = pointsOf(metrics, band.low, xName);
  const high = pointsOf(metrics, band.high, xName);
  // Both bounds are reported together.
  if (low.x.length !== high.x.length) return [];
  return [{ id: band.low, name: band.name, colour, x: low.x, low: low.y, high: high.y }];
}

function pointsOf(metrics: RunMetrics, name: string, xName: string | null) {
  const { iterations, values } = metrics;
  const x = (xName === null ? undefined : values[xName]) ?? iterations;
  const y = values[name] ?? new Float64Array(iterations.length).fill(Number.NaN);
  return withoutGaps({ x, y });
}
