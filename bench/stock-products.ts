import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { type TensorFlowEngine, tensorFlowEngineOf } from '../core/networks/index.ts';

/**
 * The same engine with the products that TensorFlow.js's own gradients use: matMul told to read an operand as its
 * transpose. Our engine transposes first, because the WebAssembly backend is much slower with transposed operands.
 */
export function withStockProducts({ loaded }: TensorFlowEngine): TensorFlowEngine {
  const { tf } = loaded;
  const flipped = new WeakSet<Tensor>();
  const stock = {
    ...tf,
    transpose: (tensor: Tensor2D) => {
      const same = tf.reshape(tensor, tensor.shape);
      flipped.add(same);
      return same;
    },
    matMul: (a: Tensor, b: Tensor) => tf.matMul(a, b, flipped.has(a), flipped.has(b)),
  } as typeof tf;
  return tensorFlowEngineOf({ ...loaded, tf: stock });
}
