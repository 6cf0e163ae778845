import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Layer, NetworkShape } from '../shape.ts';
import type { TensorFlow } from './backend.ts';

/** One layer as tensors: W [inputs x outputs] and b [outputs]. */
export interface Affine {
  readonly layer: Layer;
  readonly weights: Tensor2D;
  readonly bias: Tensor1D;
}

/** The layers cut out of the flat parameters. */
export function affineOf(tf: TensorFlow, layers: readonly Layer[], parameters: Tensor1D): readonly Affine[] {
  return layers.map((layer) => {
    const { inputs, outputs } = layer;
    const weights = tf.tidy(() =>
      tf.reshape(tf.slice1d(parameters, layer.weights, inputs * outputs), [inputs, outputs]),
    ) as Tensor2D;
    return { layer, weights, bias: tf.slice1d(parameters, layer.bias, outputs) };
  });
}

/** The inputs and every layer's outputs: h <- activation(h W + b). */
export function forwardPass(
  tf: TensorFlow,
  { activation }: NetworkShape,
  affine: readonly Affine[],
  inputs: Tensor2D,
): Tensor2D[] {
  const values = [inputs];
  for (const { layer, weights, bias } of affine) {
    const relu = layer.hidden && activation === 'relu';
    const sum = tf.fused.matMul({
      a: values[values.length - 1],
      b: weights,
      bias,
      activation: relu ? 'relu' : 'linear',
    }) as Tensor2D;
    values.push(layer.hidden && activation === 'tanh' ? tf.tanh(sum) : sum);
  }
  return values;
}

/** Last layer to first: δ <- δ ∘ activation', ∂W = hᵀ δ, ∂b = Σ δ, δ <- δ Wᵀ. Gives `gradient` and `inputs` as wanted. */
export function backwardPass(pass: {
  readonly tf: TensorFlow;
  readonly shape: NetworkShape;
  readonly affine: readonly Affine[];
  readonly tape: readonly Tensor2D[];
  readonly delta: Tensor2D;
  readonly wanted: { readonly weights: boolean; readonly inputs: boolean };
}): Record<string, Tensor> {
  const { tf, shape, affine, tape, wanted } = pass;
  const parts: Tensor1D[] = [];
  let delta = pass.delta;
  for (let i = affine.length - 1; i >= 0; i--) {
    const { layer, weights } = affine[i];
    const output = tape[i + 1];
    if (layer.hidden) {
      const slope = shape.activation === 'relu' ? tf.step(output) : tf.sub(1, tf.square(output));
      delta = tf.mul(delta, slope);
    }
    if (wanted.weights) {
      // Transposed first: the WebAssembly backend's product of transposed matrices is ten times slower.
      const byWeights = tf.matMul(tf.transpose(tape[i]), delta);
      parts.unshift(tf.reshape(byWeights, [layer.inputs * layer.outputs]), tf.sum(delta, 0));
    }
    if (i > 0 || wanted.inputs) delta = tf.matMul(delta, tf.transpose(weights));
  }
  return {
    ...(wanted.weights ? { gradient: tf.concat1d(parts) } : {}),
    ...(wanted.inputs ? { inputs: delta } : {}),
  };
}
