/** Rows of values with intervals on one axis. */
import { scaleLinear } from 'd3-scale';
import { formatTick } from './format.ts';

export interface IntervalRow {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** Ends of the interval; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** CSS colour, usually a variable. */
  readonly colour: string;
}

export interface PlacedRow {
  readonly row: IntervalRow;
  /** Shares of the axis, 0..1. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface IntervalLayout {
  readonly rows: readonly PlacedRow[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Where zero lies on the axis; null when it lies outside. */
  readonly zero: number | null;
}

/** Places rows on an axis that holds every finite value, its interval and, with `origin` zero, zero. */
export function layIntervals(rows: readonly IntervalRow[], origin: 'zero' | 'data'): IntervalLayout {
  const values = rows
    .flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value])
    .filter(Number.isFinite);
  if (origin === 'zero') values.push(0);
  const low = values.length ? Math.min(...values) : 0;
  const high = values.length ? Math.max(...values) : 1;
  const margin = low === high ? Math.abs(low) * 0.1 || 0.5 : 0;
  const scale = scaleLinear()
    .domain([low - margin, high + margin])
    .nice(4);
  const [start = 0, end = 1] = scale.domain();
  return {
    rows: rows.map((row) => ({
      row,
      at: scale(row.value),
      from: scale(row.low ?? row.value),
      to: scale(row.high ?? row.value),
    })),
    ticks: scale.ticks(4).map((value) => ({ at: scale(value), label: formatTick(value, 'plain') })),
    zero: start <= 0 && end >= 0 ? scale(0) : null,
  };
}
