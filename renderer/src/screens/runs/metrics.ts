/** Metric columns of a run: joining what arrives to what is there, and the curves they make. */
import type { RunMetrics } from '../../../../core/contract/index.ts';
import type { YScale } from '../../charts/line-geometry.ts';
import { type Series, withoutGaps } from '../../charts/series.ts';

export const noMetrics: RunMetrics = { iterations: new Float64Array(0), values: {} };

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const unreported = (length: number) => new Float64Array(length).fill(Number.NaN);

/** Appends later rows; a metric that one side lacks is NaN there. Rows that are there already are left out. */
export function appendMetrics(before: RunMetrics, after: RunMetrics): RunMetrics {
  const last = before.iterations.at(-1) ?? Number.NEGATIVE_INFINITY;
  const from = after.iterations.findIndex((iteration) => iteration > last);
  if (from < 0) return before;
  const count = after.iterations.length - from;
  const names = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
  return {
    iterations: joined(before.iterations, after.iterations.slice(from)),
    values: Object.fromEntries(
      [...names].map((name) => [
        name,
        joined(
          before.values[name] ?? unreported(before.iterations.length),
          after.values[name]?.slice(from) ?? unreported(count),
        ),
      ]),
    ),
  };
}

/** A chart of a run. */
export interface RunChart {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly unit: string;
  readonly yScale: YScale;
  readonly series: readonly Series[];
}

interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly unit: string;
  readonly yScale: YScale;
  readonly metrics: readonly (readonly [name: string, label: string, colour: string, dash: string | null])[];
}

const known: readonly Wanted[] = [
  {
    id: 'likelihood',
    title: 'Log-likelihood',
    help: 'How probable the demonstrated actions are under the policy of the reward so far; higher is better. Held-out demonstrations are not trained on.',
    unit: 'nats per step',
    yScale: 'linear',
    metrics: [
      ['logLikelihood', 'Training', 'var(--learned)', null],
      ['heldOutLogLikelihood', 'Held-out', 'var(--true)', '5 3'],
    ],
  },
  {
    id: 'gap',
    title: 'Feature gap',
    help: 'Distance between demonstrated and expected feature counts, relative to the demonstrated ones; zero is a match.',
    unit: '',
    yScale: 'log',
    metrics: [['relativeFeatureGap', 'Feature gap', 'var(--learned)', null]],
  },
  {
    id: 'gradient',
    title: 'Gradient norm',
    help: 'Steepness of the objective where the optimiser stands; it falls to zero at the maximum.',
    unit: '',
    yScale: 'log',
    metrics: [['gradientNorm', 'Gradient norm', 'var(--learned)', null]],
  },
  {
    id: 'residual',
    title: 'Bellman residual',
    help: 'Largest change of any value in one sweep; the solver stops when the values are within the tolerance.',
    unit: '',
    yScale: 'log',
    metrics: [['residual', 'Residual', 'var(--learned)', null]],
  },
];

/** The charts that a run's metrics make, known ones first; a metric that is reported now and then is drawn through. */
export function chartsOf(metrics: RunMetrics, method: 'maxent-irl' | 'soft-solve'): RunChart[] {
  const ids = method === 'maxent-irl' ? ['likelihood', 'gap', 'gradient'] : ['residual'];
  return known
    .filter((chart) => ids.includes(chart.id))
    .map((chart) => ({
      ...chart,
      series: chart.metrics
        .filter(([name], i) => i === 0 || hasValues(metrics.values[name]))
        .map(([name, label, colour, dash]) => ({
          id: name,
          name: label,
          colour,
          dash,
          ...withoutGaps({
            x: metrics.iterations,
            y: metrics.values[name] ?? unreported(metrics.iterations.length),
          }),
        })),
    }));
}

const hasValues = (values: Float64Array | undefined) => values?.some(Number.isFinite) ?? false;

/** The latest reported value of a metric; null before the first. */
export function latest(metrics: RunMetrics, name: string): number | null {
  const value = metrics.values[name]?.findLast(Number.isFinite);
  return value ?? null;
}
