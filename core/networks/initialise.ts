import { Random } from '../base/random.ts';
import type { NetworkStart } from './engine.ts';
import type { SavedNetwork } from './saved.ts';
import { layersOf, parameterCountOf } from './shape.ts';

/**
 * Fresh parameters: weights normal with variance 2 / inputs before ReLU (He et al., 2015) and 1 / inputs before tanh and in
 * the last layer (there times `outputScale`), biases zero. Layers are drawn first to last, rows in order.
 */
export function initialParameters({ shape, seed, outputScale }: NetworkStart): Float32Array {
  const random = Random.fromSeed(seed);
  const parameters = new Float32Array(parameterCountOf(shape));
  for (const { inputs, weights, bias, hidden } of layersOf(shape)) {
    const gain = hidden && shape.activation === 'relu' ? 2 : 1;
    const deviation = Math.sqrt(gain / inputs) * (hidden ? 1 : outputScale);
    for (let i = weights; i < bias; i++) parameters[i] = deviation * random.normal();
  }
  return parameters;
}

/** A fresh network as if it had been saved before its first step. */
export function freshNetwork(start: NetworkStart): SavedNetwork {
  const parameters = initialParameters(start);
  return {
    shape: start.shape,
    parameters,
    mean: new Float32Array(parameters.length),
    square: new Float32Array(parameters.length),
    adamSteps: 0,
  };
}
