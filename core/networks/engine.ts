import type { SavedNetwork } from './saved.ts';
import type { NetworkShape } from './shape.ts';

/**
 * What algorithms know of networks. All arrays are row-major f32; a batch is [rows x width]. Arrays that come back are
 * copies, arrays that go in are read and not kept.
 */
export interface Engine {
  readonly kind: EngineKind;
  /** What computes, for people: `fused kernels (WebAssembly SIMD)`, `TensorFlow.js 4.22.0, wasm backend`. */
  readonly description: string;
  /** A network with fresh parameters; the same start gives the same parameters with either engine. */
  create(start: NetworkStart): Network;
  /** A network as it was saved, the moments of Adam included. */
  load(saved: SavedNetwork): Network;
  /** What is held now; equal before and after means that nothing leaked. */
  usage(): EngineUsage;
  /** Gives everything back; the networks of this engine are gone with it. */
  dispose(): void;
}

export type EngineKind = 'fused' | 'tensorflow';

export interface NetworkStart {
  readonly shape: NetworkShape;
  /** Seed of the parameters, an integer in [0, 2^32). */
  readonly seed: number;
  /** Factor on the weights of the last layer; 1 as a rule, 0.01 for policies that start near zero. */
  readonly outputScale: number;
}

export interface EngineUsage {
  readonly networks: number;
  /** Bytes that networks and scratch hold. */
  readonly bytes: number;
  /** Tensors alive; 0 for the fused engine. */
  readonly tensors: number;
}

/** Kingma and Ba's constants; {@link adamDefaults} are the paper's but for the step size. */
export interface AdamSettings {
  readonly stepSize: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The paper's decay rates and ε with a step size of one's own. */
export function adamDefaults(stepSize: number): AdamSettings {
  return { stepSize, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
}

/** A multilayer perceptron with its gradient and its optimiser. */
export interface Network {
  readonly shape: NetworkShape;
  readonly parameterCount: number;

  /** Y [rows x outputs] for X [rows x inputs]. Nothing is remembered. */
  predict(inputs: Float32Array, rows: number): Float32Array;
  /** The same; what lies between is remembered for one of the backward calls, until the next `forward`. */
  forward(inputs: Float32Array, rows: number): Float32Array;

  /**
   * Vector-Jacobian product of the last `forward`: given ∂L/∂Y [rows x outputs], sets the gradient ∂L/∂parameters (what
   * was there is gone) and returns ∂L/∂X [rows x inputs]. Can be repeated.
   */
  backward(outputGradient: Float32Array): Float32Array;
  /** Only the gradient by the parameters. */
  backwardWeights(outputGradient: Float32Array): void;
  /** Only ∂L/∂X [rows x inputs]; the gradient stays as it is. */
  backwardInputs(outputGradient: Float32Array): Float32Array;

  /** The gradient [parameterCount], laid out as the parameters. */
  gradient(): Float32Array;
  /** gradient <- gradient + factor · values; for penalties and sums over batches. */
  addToGradient(values: Float32Array, factor: number): void;
  /** √(Σ g²). */
  gradientNorm(): number;
  /** Scales the gradient down to the norm where it is longer; returns the norm that it had. */
  clipGradient(maximumNorm: number): number;

  /**
   * One step of Adam down the gradient, bias corrections included.
   *
   * @throws LabError `NonFinite` when the gradient is not finite; parameters and moments stay as they were
   */
  adamStep(settings: AdamSettings): void;
  /** How many steps of Adam were taken. */
  readonly adamSteps: number;

  /** Polyak averaging: parameters <- parameters + rate (source's - parameters); a rate of 1 copies exactly. Same engine, same shape. */
  track(source: Network, rate: number): void;
  /** W and b of the first layer, W and b of the second, …; W is [inputs x outputs], row-major. */
  parameters(): Float32Array;
  setParameters(values: Float32Array): void;

  /** Everything that makes it go on exactly: shape, parameters, moments and steps of Adam. */
  save(): SavedNetwork;
  /** Gives its memory back; the network is of no use afterwards. */
  dispose(): void;
}
