import type { NumberRecord } from './packing.ts';

/** A function to maximise and its gradient at `x`. May answer non-finite values; the optimiser deals with them. */
export type Objective = (x: Float64Array) => { readonly value: number; readonly gradient: Float64Array };

/** `moved`: a new point; `stalled`: no better point along the search direction; `non-finite`: the step led nowhere. */
export type StepOutcome = 'moved' | 'stalled' | 'non-finite';

/** A resumable maximiser: one `step` is one iteration; `state` holds everything that the next step depends on. */
export interface Optimiser {
  /** [n] the last point with finite value and gradient. */
  readonly x: Float64Array;
  /** Value there. */
  readonly value: number;
  /** [n] gradient there. */
  readonly gradient: Float64Array;
  step(objective: Objective): StepOutcome;
  state(): NumberRecord;
}

/** The point that an optimiser starts from. */
export interface StartingPoint {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** The start of an optimiser: the objective at `x`. */
export function startAt(x: Float64Array, objective: Objective): StartingPoint {
  const { value, gradient } = objective(x);
  return { x: x.slice(), value, gradient: gradient.slice() };
}
