import type { Random } from '../../base/random.ts';
import { adamDefaults, type Engine, type Network, squaredError } from '../../networks/index.ts';
import { shuffledRows, takeRows } from './minibatches.ts';

/** How targets have been distributed so far; the network gives (V - mean) / deviation. */
export interface ValueScale {
  readonly mean: number;
  readonly square: number;
  /** Batches seen. */
  readonly batches: number;
}

/** How much of the newest batch enters the running scale. */
const scaleRate = 0.1;

/**
 * V(s) = mean + deviation · f(s), the scale following the targets. When it moves, the last layer is changed so that V
 * stays what it was (Pop-Art; van Hasselt et al., 2016): targets of any size are learnt with the same step size.
 */
export class ValueFunction {
  network: Network;
  #scale: ValueScale;

  constructor(network: Network, scale: ValueScale) {
    this.network = network;
    this.#scale = scale;
  }

  static readonly unscaled: ValueScale = { mean: 0, square: 1, batches: 0 };

  get scale(): ValueScale {
    return this.#scale;
  }

  /** Goes back to what was saved. */
  restore(engine: Engine, saved: ReturnType<Network['save']>, scale: ValueScale): void {
    this.network.dispose();
    this.network = engine.load(saved);
    this.#scale = scale;
  }

  /** V for each row of encoded observations, [rows]. */
  predict(encoded: Float32Array, rows: number): Float64Array {
    const { mean } = this.#scale;
    const deviation = deviationOf(this.#scale);
    return Float64Array.from(this.network.predict(encoded, rows), (y) => mean + deviation * y);
  }

  /**
   * Passes of Adam over minibatches on half the squared error of the scaled targets.
   *
   * @returns the mean loss of the last pass, in scaled units, and the mean norm of its gradients
   */
  fit(
    encoded: Float32Array,
    targets: Float64Array,
    by: {
      readonly epochs: number;
      readonly minibatch: number;
      readonly stepSize: number;
      readonly gradientNorm: number;
      readonly random: Random;
    },
  ): { readonly loss: number; readonly gradientNorm: number } {
    this.#follow(targets);
    const { mean } = this.#scale;
    const deviation = deviationOf(this.#scale);
    const width = this.network.shape.inputs;
    const scaled = Float32Array.from(targets, (y) => (y - mean) / deviation);
    let loss = 0;
    let norm = 0;
    for (let epoch = 0; epoch < by.epochs; epoch++) {
      loss = 0;
      norm = 0;
      for (const rows of shuffledRows(targets.length, by.minibatch, by.random)) {
        const predicted = this.network.forward(takeRows(encoded, width, rows), rows.length);
        const error = squaredError(predicted, takeRows(scaled, 1, rows));
        this.network.backwardWeights(error.gradient);
        norm += (this.network.clipGradient(by.gradientNorm) * rows.length) / targets.length;
        this.network.adamStep(adamDefaults(by.stepSize));
        loss += (error.loss * rows.length) / targets.length;
      }
    }
    return { loss, gradientNorm: norm };
  }

  #follow(targets: Float64Array): void {
    const n = targets.length;
    const batchMean = targets.reduce((sum, y) => sum + y / n, 0);
    const batchSquare = targets.reduce((sum, y) => sum + (y * y) / n, 0);
    const before = this.#scale;
    const rate = before.batches === 0 ? 1 : scaleRate;
    const after = {
      mean: before.mean + rate * (batchMean - before.mean),
      square: before.square + rate * (batchSquare - before.square),
      batches: before.batches + 1,
    };
    this.#scale = after;
    // Nothing has been learnt before the first batch that would have to be kept.
    if (before.batches === 0) return;
    const factor = deviationOf(before) / deviationOf(after);
    const parameters = this.network.parameters();
    const last = this.network.shape.hidden.at(-1) ?? this.network.shape.inputs;
    for (let i = parameters.length - 1 - last; i < parameters.length; i++) parameters[i] *= factor;
    parameters[parameters.length - 1] += (before.mean - after.mean) / deviationOf(after);
    this.network.setParameters(parameters);
  }
}

/** Never below 1e-4 of the values' own size: constant targets are no reason to divide by zero. */
const deviationOf = ({ mean, square }: ValueScale): number =>
  Math.sqrt(Math.max(square - mean * mean, 1e-8 * Math.max(square, 1)));
