import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
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
import { layersOf, type NetworkShape, parameterCountOf, sameShape } from '../shape.ts';
import type { TensorFlow } from './backend.ts';
import { type Affine, affineOf, backwardPass, forwardPass } from './passes.ts';

/** What the networks of one engine share. */
export interface TensorFlowParts {
  readonly tf: TensorFlow;
  readonly onDispose: (network: Network) => void;
}

type Name = 'parameters' | 'gradient' | 'mean' | 'square';

/** A network of tensors: parameters, gradient and moments are one flat tensor each, so that an optimiser's step is few operations. */
export class TensorFlowNetwork implements Network {
  readonly shape: NetworkShape;
  readonly parameterCount: number;
  readonly #parts: TensorFlowParts;
  readonly #held: Record<Name, Tensor1D>;
  /** W and b of each layer, cut out of the parameters; null after these have changed. */
  #affine: readonly Affine[] | null = null;
  /** Inputs and outputs of each layer of the last forward pass. */
  #tape: readonly Tensor2D[] = [];
  #adamSteps: number;
  #disposed = false;

  constructor(parts: TensorFlowParts, saved: SavedNetwork) {
    checkSaved(saved);
    this.#parts = parts;
    this.shape = saved.shape;
    this.parameterCount = parameterCountOf(saved.shape);
    // Tensors may keep the array that they are made of: copies.
    const { tf } = parts;
    this.#held = {
      parameters: tf.tensor1d(saved.parameters.slice()),
      gradient: tf.zeros([this.parameterCount]),
      mean: tf.tensor1d(saved.mean.slice()),
      square: tf.tensor1d(saved.square.slice()),
    };
    this.#adamSteps = saved.adamSteps;
  }

  get adamSteps(): number {
    return this.#adamSteps;
  }

  predict(inputs: Float32Array, rows: number): Float32Array {
    const { tf } = this.#check();
    checkBatch(inputs, rows, this.shape.inputs);
    const affine = this.#layers();
    return tf.tidy(() => {
      const x = tf.tensor2d(inputs.slice(), [rows, this.shape.inputs]);
      return numbersOf(forwardPass(tf, this.shape, affine, x).at(-1) as Tensor2D);
    });
  }

  forward(inputs: Float32Array, rows: number): Float32Array {
    const { tf } = this.#check();
    checkBatch(inputs, rows, this.shape.inputs);
    const affine = this.#layers();
    tf.dispose([...this.#tape]);
    this.#tape = tf.tidy(() => {
      const x = tf.tensor2d(inputs.slice(), [rows, this.shape.inputs]);
      return forwardPass(tf, this.shape, affine, x);
    });
    return numbersOf(this.#tape[this.#tape.length - 1]);
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
    this.#check();
    return numbersOf(this.#held.gradient);
  }

  addToGradient(values: Float32Array, factor: number): void {
    checkLength('values', values, this.parameterCount);
    this.#update(({ gradient }, tf) => ({
      gradient: tf.add(gradient, tf.mul(tf.tensor1d(values.slice()), factor)) as Tensor1D,
    }));
  }

  gradientNorm(): number {
    const { tf } = this.#check();
    const [squares] = tf.tidy(() => numbersOf(tf.sum(tf.square(this.#held.gradient))));
    return Math.sqrt(squares);
  }

  clipGradient(maximumNorm: number): number {
    checkMaximumNorm(maximumNorm);
    const norm = this.gradientNorm();
    if (norm > maximumNorm)
      this.#update(({ gradient }, tf) => ({ gradient: tf.mul(gradient, maximumNorm / norm) as Tensor1D }));
    return norm;
  }

  adamStep(settings: AdamSettings): void {
    if (!Number.isFinite(this.gradientNorm())) throw nonFiniteGradient();
    const { beta1, beta2, step, correction, epsilon } = adamFactors(settings, this.#adamSteps + 1);
    this.#update(({ parameters, gradient, ...old }, tf) => {
      const mean = tf.add(tf.mul(old.mean, beta1), tf.mul(gradient, 1 - beta1)) as Tensor1D;
      const square = tf.add(tf.mul(old.square, beta2), tf.mul(tf.square(gradient), 1 - beta2)) as Tensor1D;
      const direction = tf.div(mean, tf.add(tf.sqrt(tf.mul(square, correction)), epsilon));
      return { mean, square, parameters: tf.sub(parameters, tf.mul(direction, step)) as Tensor1D };
    });
    this.#adamSteps++;
  }

  track(source: Network, rate: number): void {
    checkRate(rate);
    if (!(source instanceof TensorFlowNetwork) || !sameShape(source.shape, this.shape)) throw cannotTrack();
    if (source.#parts.tf !== this.#parts.tf) throw cannotTrack();
    source.#check();
    const from = source.#held.parameters;
    this.#update(({ parameters }, tf) => ({
      parameters: (rate === 1
        ? tf.clone(from)
        : tf.add(parameters, tf.mul(tf.sub(from, parameters), rate))) as Tensor1D,
    }));
  }

  parameters(): Float32Array {
    this.#check();
    return numbersOf(this.#held.parameters);
  }

  setParameters(values: Float32Array): void {
    checkLength('values', values, this.parameterCount);
    this.#update((_, tf) => ({ parameters: tf.tensor1d(values.slice()) }));
  }

  save(): SavedNetwork {
    return {
      shape: this.shape,
      parameters: this.parameters(),
      mean: numbersOf(this.#held.mean),
      square: numbersOf(this.#held.square),
      adamSteps: this.#adamSteps,
    };
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const { tf, onDispose } = this.#parts;
    this.#dropLayers();
    tf.dispose([...Object.values(this.#held), ...this.#tape]);
    onDispose(this);
  }

  #sweep(outputGradient: Float32Array, wanted: { weights: boolean; inputs: boolean }): Float32Array {
    const { tf } = this.#check();
    const tape = this.#tape;
    if (tape.length === 0) throw noForward();
    const rows = tape[0].shape[0];
    checkLength('outputGradient', outputGradient, rows * this.shape.outputs);
    const affine = this.#layers();
    const found = tf.tidy(() => {
      const delta = tf.tensor2d(outputGradient.slice(), [rows, this.shape.outputs]);
      return backwardPass({ tf, shape: this.shape, affine, tape, delta, wanted });
    });
    if (wanted.weights) {
      this.#held.gradient.dispose();
      this.#held.gradient = found.gradient as Tensor1D;
    }
    if (!wanted.inputs) return new Float32Array(0);
    const inputs = numbersOf(found.inputs);
    found.inputs.dispose();
    return inputs;
  }

  /** Replaces what is held by what comes back; everything else that was made on the way is given back. */
  #update(
    change: (held: Readonly<Record<Name, Tensor1D>>, tf: TensorFlow) => Partial<Record<Name, Tensor1D>>,
  ) {
    const { tf } = this.#check();
    const changed = tf.tidy(() => change(this.#held, tf));
    for (const [name, tensor] of Object.entries(changed) as [Name, Tensor1D][]) {
      this.#held[name].dispose();
      this.#held[name] = tensor;
      if (name === 'parameters') this.#dropLayers();
    }
  }

  #layers(): readonly Affine[] {
    const { tf } = this.#parts;
    this.#affine ??= affineOf(tf, layersOf(this.shape), this.#held.parameters);
    return this.#affine;
  }

  #dropLayers(): void {
    this.#parts.tf.dispose((this.#affine ?? []).flatMap(({ weights, bias }) => [weights, bias]));
    this.#affine = null;
  }

  #check(): TensorFlowParts {
    if (this.#disposed) throw disposedOf();
    return this.#parts;
  }
}

/** A copy: what dataSync returns may be the tensor's own memory. */
function numbersOf(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}
