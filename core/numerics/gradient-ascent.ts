import type { Objective, Optimiser, StartingPoint, StepOutcome } from './optimiser.ts';
import type { NumberRecord } from './packing.ts';
import { allFinite, plusScaled } from './vectors.ts';

/** x <- x + stepSize * gradient. */
export class GradientAscent implements Optimiser {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  readonly #stepSize: number;

  constructor(start: StartingPoint, stepSize: number) {
    this.x = start.x;
    this.value = start.value;
    this.gradient = start.gradient;
    this.#stepSize = stepSize;
  }

  static fromState(state: NumberRecord, stepSize: number): GradientAscent {
    return new GradientAscent({ x: state.x, value: state.value[0], gradient: state.gradient }, stepSize);
  }

  step(objective: Objective): StepOutcome {
    const x = plusScaled(this.x, this.#stepSize, this.gradient);
    const { value, gradient } = objective(x);
    if (!Number.isFinite(value) || !allFinite(gradient)) return 'non-finite';
    this.x = x;
    this.value = value;
    this.gradient = gradient.slice();
    return 'moved';
  }

  state(): NumberRecord {
    return { x: this.x, value: Float64Array.of(this.value), gradient: this.gradient };
  }
}
