import type { Objective, Optimiser, StartingPoint, StepOutcome } from './optimiser.ts';
import type { NumberRecord } from './packing.ts';
import { allFinite } from './vectors.ts';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/**
 * Adam (Kingma and Ba, 2015), ascending: x <- x + stepSize * mHat / (sqrt(vHat) + 1e-8), with the paper's decay rates
 * 0.9 and 0.999 and its bias correction.
 */
export class Adam implements Optimiser {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  readonly #stepSize: number;
  #mean: Float64Array;
  #square: Float64Array;
  #count: number;

  constructor(start: StartingPoint, stepSize: number) {
    this.x = start.x;
    this.value = start.value;
    this.gradient = start.gradient;
    this.#stepSize = stepSize;
    this.#mean = new Float64Array(start.x.length);
    this.#square = new Float64Array(start.x.length);
    this.#count = 0;
  }

  static fromState(state: NumberRecord, stepSize: number): Adam {
    const adam = new Adam({ x: state.x, value: state.value[0], gradient: state.gradient }, stepSize);
    adam.#mean = state.mean;
    adam.#square = state.square;
    adam.#count = state.count[0];
    return adam;
  }

  step(objective: Objective): StepOutcome {
    const n = this.x.length;
    const count = this.#count + 1;
    const correction1 = 1 - beta1 ** count;
    const correction2 = 1 - beta2 ** count;
    const mean = new Float64Array(n);
    const square = new Float64Array(n);
    const x = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const g = this.gradient[i];
      mean[i] = beta1 * this.#mean[i] + (1 - beta1) * g;
      square[i] = beta2 * this.#square[i] + (1 - beta2) * g * g;
      const direction = mean[i] / correction1 / (Math.sqrt(square[i] / correction2) + epsilon);
      x[i] = this.x[i] + this.#stepSize * direction;
    }
    const { value, gradient } = objective(x);
    if (!Number.isFinite(value) || !allFinite(gradient)) return 'non-finite';
    this.x = x;
    this.value = value;
    this.gradient = gradient.slice();
    this.#mean = mean;
    this.#square = square;
    this.#count = count;
    return 'moved';
  }

  state(): NumberRecord {
    return {
      x: this.x,
      value: Float64Array.of(this.value),
      gradient: this.gradient,
      mean: this.#mean,
      square: this.#square,
      count: Float64Array.of(this.#count),
    };
  }
}
