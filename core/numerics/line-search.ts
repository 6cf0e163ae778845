import type { Objective } from './optimiser.ts';
import { allFinite, dot, plusScaled } from './vectors.ts';

/** A point on the search line. */
export interface LinePoint {
  readonly step: number;
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Directional derivative. */
  readonly slope: number;
}

const sufficient = 1e-4;
const curvature = 0.9;
const maxEvaluations = 40;
/** Relative size of rounding in the value: closer to the maximum only the slope can be trusted. */
const rounding = 1e-12;

/** Maximum of the cubic through two points with slopes, kept inside the middle 80 % of the bracket. */
function interpolate(a: LinePoint, b: LinePoint): number {
  const low = Math.min(a.step, b.step);
  const high = Math.max(a.step, b.step);
  const margin = 0.1 * (high - low);
  // The cubic of the negated function (Nocedal and Wright, equation 3.59).
  const d1 = -a.slope - b.slope - (3 * (b.value - a.value)) / (a.step - b.step);
  const root = d1 * d1 - a.slope * b.slope;
  if (!(root >= 0)) return 0.5 * (low + high);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(root);
  const step = b.step - ((b.step - a.step) * (-b.slope + d2 - d1)) / (-b.slope + a.slope + 2 * d2);
  if (!Number.isFinite(step)) return 0.5 * (low + high);
  return Math.min(high - margin, Math.max(low + margin, step));
}

/**
 * A step along an ascent direction that satisfies the strong Wolfe conditions (Nocedal and Wright, algorithms 3.5 and
 * 3.6), or, where the values agree to rounding, Hager and Zhang's approximate ones. Non-finite points count as too far.
 *
 * @param start value, gradient and slope at step 0; slope > 0
 * @param firstStep first trial, > 0
 * @returns null when no such step was found in 40 evaluations
 */
export function strongWolfe(
  objective: Objective,
  start: LinePoint,
  direction: Float64Array,
  firstStep: number,
): LinePoint | null {
  let evaluations = 0;
  const at = (step: number): LinePoint => {
    evaluations++;
    const x = plusScaled(start.x, step, direction);
    const { value, gradient } = objective(x);
    const finite = Number.isFinite(value) && allFinite(gradient);
    if (!finite) return { step, x, value: -Infinity, gradient: start.gradient, slope: Number.NaN };
    return { step, x, value, gradient: gradient.slice(), slope: dot(gradient, direction) };
  };
  const slack = rounding * Math.max(1, Math.abs(start.value));
  const flat = (p: LinePoint) => Math.abs(p.value - start.value) <= slack;
  const rises = (p: LinePoint) =>
    p.value >= start.value + sufficient * p.step * start.slope ||
    (flat(p) && p.slope >= (2 * sufficient - 1) * start.slope);
  const levels = (p: LinePoint) => Math.abs(p.slope) <= curvature * start.slope;

  const zoom = (from: LinePoint, to: LinePoint): LinePoint | null => {
    let low = from;
    let high = to;
    while (evaluations < maxEvaluations) {
      const step = high.value === -Infinity ? 0.5 * (low.step + high.step) : interpolate(low, high);
      if (step === low.step || step === high.step) break;
      const point = at(step);
      if (!rises(point) || (point.value <= low.value && !flat(point))) {
        high = point;
        continue;
      }
      if (levels(point)) return point;
      if (point.slope * (high.step - low.step) <= 0) high = low;
      low = point;
    }
    return low.step > 0 && low.value > start.value ? low : null;
  };

  let previous = start;
  let step = firstStep;
  while (evaluations < maxEvaluations) {
    const point = at(step);
    if (!rises(point) || (previous.step > 0 && point.value <= previous.value && !flat(point))) {
      return zoom(previous, point);
    }
    if (levels(point)) return point;
    if (point.slope <= 0) return zoom(point, previous);
    previous = point;
    step *= 2;
  }
  return previous.step > 0 ? previous : null;
}
