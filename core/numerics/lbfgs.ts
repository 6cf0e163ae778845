import { type LinePoint, strongWolfe } from './line-search.ts';
import type { Objective, Optimiser, StartingPoint, StepOutcome } from './optimiser.ts';
import type { NumberRecord } from './packing.ts';
import { addScaled, dot, norm, plusScaled } from './vectors.ts';

/** Pairs of steps and gradient changes that are remembered. */
const memory = 12;

/**
 * Limited-memory BFGS (Nocedal and Wright, algorithms 7.4 and 7.5), ascending, with a strong-Wolfe line search.
 * When the search finds no better point, the memory is dropped and the plain gradient is tried once.
 */
export class Lbfgs implements Optimiser {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  /** Newest last: s = change of x, y = minus the change of the gradient, with s.y > 0. */
  #steps: Float64Array[] = [];
  #changes: Float64Array[] = [];

  constructor(start: StartingPoint) {
    this.x = start.x;
    this.value = start.value;
    this.gradient = start.gradient;
  }

  static fromState(state: NumberRecord): Lbfgs {
    const lbfgs = new Lbfgs({ x: state.x, value: state.value[0], gradient: state.gradient });
    const n = state.x.length;
    for (let k = 0; k < state.pairs[0]; k++) {
      lbfgs.#steps.push(state.steps.slice(k * n, (k + 1) * n));
      lbfgs.#changes.push(state.changes.slice(k * n, (k + 1) * n));
    }
    return lbfgs;
  }

  step(objective: Objective): StepOutcome {
    const found = this.#search(objective) ?? this.#restart(objective);
    if (found === null) return 'stalled';
    this.#remember(plusScaled(found.x, -1, this.x), plusScaled(this.gradient, -1, found.gradient));
    this.x = found.x;
    this.value = found.value;
    this.gradient = found.gradient;
    return 'moved';
  }

  state(): NumberRecord {
    const n = this.x.length;
    const flat = (rows: Float64Array[]) => {
      const out = new Float64Array(rows.length * n);
      rows.forEach((row, k) => {
        out.set(row, k * n);
      });
      return out;
    };
    return {
      x: this.x,
      value: Float64Array.of(this.value),
      gradient: this.gradient,
      pairs: Float64Array.of(this.#steps.length),
      steps: flat(this.#steps),
      changes: flat(this.#changes),
    };
  }

  #restart(objective: Objective): LinePoint | null {
    if (this.#steps.length === 0) return null;
    this.#steps = [];
    this.#changes = [];
    return this.#search(objective);
  }

  #search(objective: Objective): LinePoint | null {
    const direction = this.#direction();
    const slope = dot(direction, this.gradient);
    if (!(slope > 0)) return null;
    const start = { step: 0, x: this.x, value: this.value, gradient: this.gradient, slope };
    const firstStep = this.#steps.length === 0 ? Math.min(1, 1 / norm(this.gradient)) : 1;
    return strongWolfe(objective, start, direction, firstStep);
  }

  /** Two-loop recursion: the inverse Hessian's approximation times the gradient. */
  #direction(): Float64Array {
    const direction = this.gradient.slice();
    const count = this.#steps.length;
    const weights = new Float64Array(count);
    for (let k = count - 1; k >= 0; k--) {
      weights[k] = dot(this.#steps[k], direction) / dot(this.#steps[k], this.#changes[k]);
      addScaled(direction, -weights[k], this.#changes[k]);
    }
    if (count > 0) {
      const s = this.#steps[count - 1];
      const y = this.#changes[count - 1];
      const scale = dot(s, y) / dot(y, y);
      for (let i = 0; i < direction.length; i++) direction[i] *= scale;
    }
    for (let k = 0; k < count; k++) {
      const b = dot(this.#changes[k], direction) / dot(this.#steps[k], this.#changes[k]);
      addScaled(direction, weights[k] - b, this.#steps[k]);
    }
    return direction;
  }

  #remember(step: Float64Array, change: Float64Array): void {
    if (!(dot(step, change) > 1e-12 * norm(step) * norm(change))) return;
    this.#steps.push(step);
    this.#changes.push(change);
    if (this.#steps.length > memory) {
      this.#steps.shift();
      this.#changes.shift();
    }
  }
}
