import { type Heap, type Kernels, workspaceFloats } from '../../kernels/index.ts';
import {
  adamFactors,
  cannotTrack,
  checkBatch,
  checkLength,
  checkMaximumNorm,
  checkRate,
  checkSaved,
  disposedOf,
  noForward,
  nonFiniteGradient,
} from '../checks.ts';
import type { AdamSettings, Network } from '../engine.ts';
import type { SavedNetwork } from '../saved.ts';
import { type Layer, layersOf, type NetworkShape, parameterCountOf, sameShape } from '../shape.ts';
import type { Scratch } from './scratch.ts';
import { Tape } from './tape.ts';

/** What the networks of one engine share. */
export interface FusedParts {
  readonly kernels: Kernels;
  readonly heap: Heap;
  readonly scratch: Scratch;
  readonly onDispose: (network: Network) => void;
}

const fours = (count: number) => Math.ceil(count / 4) * 4;

/** A network in the memory of the kernels. */
export class FusedNetwork implements Network {
  readonly shape: NetworkShape;
  readonly parameterCount: number;
  readonly #parts: FusedParts;
  readonly #layers: readonly Layer[];
  readonly #widest: number;
  /** Addresses of [parameterCount] each, padded with zeros to fours. */
  readonly #at: { parameters: number; gradient: number; mean: number; square: number };
  #tape: Tape | null = null;
  #adamSteps: number;
  #disposed = false;

  constructor(parts: FusedParts, saved: SavedNetwork) {
    checkSaved(saved);
    this.#parts = parts;
    this.shape = saved.shape;
    this.parameterCount = parameterCountOf(saved.shape);
    this.#layers = layersOf(saved.shape);
    this.#widest = Math.max(...this.#layers.flatMap(({ inputs, outputs }) => [inputs, outputs]));
    const room = () => parts.heap.allocate(this.parameterCount);
    this.#at = { parameters: room(), gradient: room(), mean: room(), square: room() };
    for (const name of ['parameters', 'mean', 'square'] as const) this.#window(name).set(saved[name]);
    this.#adamSteps = saved.adamSteps;
  }

  get adamSteps(): number {
    return this.#adamSteps;
  }

  predict(inputs: Float32Array, rows: number): Float32Array {
    this.#check();
    checkBatch(inputs, rows, this.shape.inputs);
    const { heap, scratch } = this.#parts;
    const panels = this.#panels(rows);
    let from = scratch.area('left', rows * this.#widest);
    let to = scratch.area('right', rows * this.#widest);
    heap.view(from, inputs.length).set(inputs);
    for (const layer of this.#layers) {
      this.#apply(layer, from, to, rows, panels);
      [from, to] = [to, from];
    }
    return heap.view(from, rows * this.shape.outputs).slice();
  }

  forward(inputs: Float32Array, rows: number): Float32Array {
    this.#check();
    checkBatch(inputs, rows, this.shape.inputs);
    const { heap } = this.#parts;
    const panels = this.#panels(rows);
    const tape = this.#tapeFor(rows);
    heap.view(tape.values[0], inputs.length).set(inputs);
    this.#layers.forEach((layer, i) => {
      this.#apply(layer, tape.values[i], tape.values[i + 1], rows, panels);
    });
    tape.rows = rows;
    return heap.view(tape.values[this.#layers.length], rows * this.shape.outputs).slice();
  }

  backward(outputGradient: Float32Array): Float32Array {
    return this.#sweep(outputGradient, { weights: true, inputs: true });
  }

  backwardWeights(outputGradient: Float32Array): void {
    this.#sweep(outputGradient, { weights: true, inputs: false });
  }

  backwardInputs(outputGradient: Float32Array): Float32Array {
    return this.#sweep(outputGradient, { weights: false, inputs: true });
  }

  gradient(): Float32Array {
    return this.#window('gradient').slice();
  }

  addToGradient(values: Float32Array, factor: number): void {
    this.#check();
    checkLength('values', values, this.parameterCount);
    const { heap, scratch, kernels } = this.#parts;
    const at = scratch.area('left', fours(values.length));
    const room = heap.view(at, fours(values.length));
    room.fill(0, values.length);
    room.set(values);
    kernels.addScaled(this.#at.gradient, at, fours(values.length), factor);
  }

  gradientNorm(): number {
    this.#check();
    return Math.sqrt(this.#parts.kernels.sumOfSquares(this.#at.gradient, fours(this.parameterCount)));
  }

  clipGradient(maximumNorm: number): number {
    checkMaximumNorm(maximumNorm);
    const norm = this.gradientNorm();
    if (norm > maximumNorm)
      this.#parts.kernels.scale(this.#at.gradient, fours(this.parameterCount), maximumNorm / norm);
    return norm;
  }

  adamStep(settings: AdamSettings): void {
    if (!Number.isFinite(this.gradientNorm())) throw nonFiniteGradient();
    const { beta1, beta2, step, correction, epsilon } = adamFactors(settings, this.#adamSteps + 1);
    const { parameters, gradient, mean, square } = this.#at;
    const count = fours(this.parameterCount);
    const { kernels } = this.#parts;
    kernels.adamStep(
      parameters,
      gradient,
      mean,
      square,
      count,
      beta1,
      1 - beta1,
      beta2,
      1 - beta2,
      step,
      correction,
      epsilon,
    );
    this.#adamSteps++;
  }

  track(source: Network, rate: number): void {
    this.#check();
    checkRate(rate);
    if (!(source instanceof FusedNetwork) || source.#parts.heap !== this.#parts.heap) throw cannotTrack();
    if (!sameShape(source.shape, this.shape)) throw cannotTrack();
    if (rate === 1) this.#window('parameters').set(source.#window('parameters'));
    else {
      const count = fours(this.parameterCount);
      this.#parts.kernels.moveTowards(this.#at.parameters, source.#at.parameters, count, rate);
    }
  }

  parameters(): Float32Array {
    return this.#window('parameters').slice();
  }

  setParameters(values: Float32Array): void {
    checkLength('values', values, this.parameterCount);
    this.#window('parameters').set(values);
  }

  save(): SavedNetwork {
    return {
      shape: this.shape,
      parameters: this.parameters(),
      mean: this.#window('mean').slice(),
      square: this.#window('square').slice(),
      adamSteps: this.#adamSteps,
    };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const at of Object.values(this.#at)) this.#parts.heap.free(at);
    this.#tape?.dispose();
    this.#tape = null;
    this.#parts.onDispose(this);
  }

  /** to [rows x outputs] <- activation(from [rows x inputs] W + b). */
  #apply(
    { inputs, outputs, weights, bias, hidden }: Layer,
    from: number,
    to: number,
    rows: number,
    panels: number,
  ) {
    const { kernels } = this.#parts;
    const { parameters } = this.#at;
    const relu = hidden && this.shape.activation === 'relu' ? 1 : 0;
    const [w, b] = [parameters + 4 * weights, parameters + 4 * bias];
    kernels.matmulNN(from, w, to, rows, outputs, inputs, b, relu, panels);
    if (hidden && this.shape.activation === 'tanh') kernels.tanhForward(to, fours(rows * outputs));
  }

  /** Last layer to first: δ <- δ ∘ activation', ∂W = hᵀ δ, ∂b = Σ δ, δ <- δ Wᵀ. Returns ∂L/∂X where it is wanted. */
  #sweep(outputGradient: Float32Array, wanted: { weights: boolean; inputs: boolean }): Float32Array {
    this.#check();
    const tape = this.#tape;
    if (tape === null || tape.rows === 0) throw noForward();
    checkLength('outputGradient', outputGradient, tape.rows * this.shape.outputs);
    const { rows } = tape;
    const { kernels, heap, scratch } = this.#parts;
    const panels = this.#panels(rows);
    let delta = scratch.area('left', rows * this.#widest);
    let next = scratch.area('right', rows * this.#widest);
    heap.view(delta, outputGradient.length).set(outputGradient);
    for (let i = this.#layers.length - 1; i >= 0; i--) {
      const { inputs, outputs, weights, bias, hidden } = this.#layers[i];
      if (hidden) {
        const through = this.shape.activation === 'relu' ? kernels.reluBackward : kernels.tanhBackward;
        through(tape.values[i + 1], delta, fours(rows * outputs));
      }
      if (wanted.weights) {
        const { gradient } = this.#at;
        kernels.matmulTN(tape.values[i], delta, gradient + 4 * weights, inputs, outputs, rows, panels);
        kernels.columnSums(delta, rows, outputs, gradient + 4 * bias);
      }
      if (i > 0 || wanted.inputs) {
        const w = this.#at.parameters + 4 * weights;
        kernels.matmulNT(delta, w, next, rows, inputs, outputs, panels);
        [delta, next] = [next, delta];
      }
    }
    return wanted.inputs ? heap.view(delta, rows * this.shape.inputs).slice() : new Float32Array(0);
  }

  /** Workspace for any product over so many rows, forward and backward. */
  #panels(rows: number): number {
    const most = this.#layers.map(({ inputs, outputs }) =>
      Math.max(
        workspaceFloats(rows, outputs, inputs),
        workspaceFloats(inputs, outputs, rows),
        workspaceFloats(rows, inputs, outputs),
      ),
    );
    return this.#parts.scratch.area('panels', Math.max(...most));
  }

  #tapeFor(rows: number): Tape {
    if (this.#tape !== null && this.#tape.capacity >= rows) return this.#tape;
    this.#tape?.dispose();
    this.#tape = null;
    this.#tape = new Tape(this.#parts.heap, this.#layers, rows);
    return this.#tape;
  }

  #window(name: 'parameters' | 'gradient' | 'mean' | 'square'): Float32Array {
    this.#check();
    return this.#parts.heap.view(this.#at[name], this.parameterCount);
  }

  #check(): void {
    if (this.#disposed) throw disposedOf();
  }
}
