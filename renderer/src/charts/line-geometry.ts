/** The geometry of a line chart: scales, ticks, paths and labels that do not overlap. No DOM. */
import { scaleLinear, scaleLog } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatCountTick, formatTick } from './format.ts';
import { type Band, downsample, finiteExtent, type Series } from './series.ts';

export type YScale = 'linear' | 'log';

export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Plot {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Data value under a horizontal pixel position. */
  readonly xAt: (pixel: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly curves: readonly Curve[];
  readonly regions: readonly { readonly band: Band; readonly path: string }[];
}

export interface Curve {
  readonly series: Series;
  readonly path: string;
  /** Where the curve ends, in pixels; null when nothing of it can be drawn. */
  readonly end: { readonly x: number; readonly y: number } | null;
  /** Vertical place of its label, moved off its neighbours'. */
  readonly labelY: number;
}

/** A domain of some width around `extent`, so that a flat line runs through the middle. */
function widened([low, high]: [number, number], scale: YScale): [number, number] {
  if (low < high) return [low, high];
  if (scale === 'log') return [low / 2, high * 2];
  const margin = low === 0 ? 1 : Math.abs(low) * 0.1;
  return [low - margin, high + margin];
}

function yTicks(scale: ReturnType<typeof scaleLinear<number>>, kind: YScale, count: number): Tick[] {
  const [low = 0, high = 1] = scale.domain();
  let values = scale.ticks(count);
  if (kind === 'log') {
    const decades = values.filter((value) => Math.abs(Math.log10(value) % 1) < 1e-9);
    const stride = Math.max(1, Math.ceil(decades.length / count));
    if (decades.length >= 2) values = decades.filter((_, i) => i % stride === 0);
    else values = values.filter((_, i) => i % Math.max(1, Math.ceil(values.length / count)) === 0);
  }
  const style = kind === 'log' && low < 1e-3 ? 'decades' : 'plain';
  return values
    .filter((value) => value >= low && value <= high)
    .map((value) => ({ at: scale(value), label: formatTick(value, style) }));
}

/**
 * Lays curves out in a box of pixels. On a log scale values that are not positive are gaps. Series longer than the box
 * is wide are thinned to the same picture.
 */
export function plotLines(
  series: readonly Series[],
  box: Box,
  scaleKind: YScale,
  bands: readonly Band[] = [],
): Plot {
  const admits = (value: number) => scaleKind === 'linear' || value > 0;
  const xExtent = finiteExtent(
    series.map((one) => one.x),
    () => true,
  ) ?? [0, 1];
  const yExtent = finiteExtent(
    [...series.map((one) => one.y), ...bands.flatMap((band) => [band.low, band.high])],
    admits,
  ) ?? [scaleKind === 'log' ? 0.1 : 0, 1];
  const inner = Math.max(1, box.width - box.left - box.right);
  const x = scaleLinear()
    .domain(xExtent[0] < xExtent[1] ? xExtent : [xExtent[0], xExtent[0] + 1])
    .range([box.left, box.left + inner]);
  const make = scaleKind === 'log' ? scaleLog : scaleLinear;
  const y = make()
    .domain(widened(yExtent, scaleKind))
    .nice(4)
    .range([box.height - box.bottom, box.top]);
  const drawn = series.map((one) => {
    const points = downsample(one, Math.ceil(inner));
    const ok = (i: number) => Number.isFinite(points.y[i]) && admits(points.y[i]);
    const path =
      line<number>()
        .defined(ok)
        .x((i) => x(points.x[i]))
        .y((i) => y(points.y[i]))
        .digits(1)(Array.from(points.x, (_, i) => i)) ?? '';
    let last = points.x.length - 1;
    while (last >= 0 && !ok(last)) last--;
    return { series: one, path, end: last < 0 ? null : { x: x(points.x[last]), y: y(points.y[last]) } };
  });
  const labelled = drawn.filter((one) => one.series.weight !== 'thin');
  const places = spread(
    labelled.map((one) => one.end?.y ?? box.top),
    14,
    box.top,
    box.height - box.bottom,
  );
  return {
    x,
    y,
    xAt: (pixel) => x.invert(pixel),
    xTicks: x
      .ticks(Math.max(2, Math.floor(inner / 56)))
      .filter(Number.isInteger)
      .map((value) => ({ at: x(value), label: formatCountTick(value) })),
    yTicks: yTicks(y, scaleKind, 4),
    curves: drawn.map((one) => ({ ...one, labelY: places[labelled.indexOf(one)] ?? box.top })),
    regions: bands.map((band) => ({ band, path: regionOf(band, x, y, admits) })),
  };
}

/** The outline of a band, closed. */
function regionOf(
  { x: xs, low, high }: Band,
  x: (value: number) => number,
  y: (value: number) => number,
  admits: (value: number) => boolean,
): string {
  return (
    area<number>()
      .defined((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]) && admits(low[i]))
      .x((i) => x(xs[i]))
      .y0((i) => y(low[i]))
      .y1((i) => y(high[i]))
      .digits(1)(Array.from(xs, (_, i) => i)) ?? ''
  );
}

/**
 * Moves positions apart until neighbours are `gap` from each other, staying within [low, high] as far as there is room.
 * Order is kept and nothing moves more than it must.
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b] || a - b);
  const result = [...positions];
  let floor = low;
  for (const i of order) {
    result[i] = Math.max(result[i], floor);
    floor = result[i] + gap;
  }
  let ceiling = high;
  for (const i of order.toReversed()) {
    result[i] = Math.min(result[i], ceiling);
    ceiling = result[i] - gap;
  }
  return result;
}
