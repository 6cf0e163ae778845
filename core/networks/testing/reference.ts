import { layersOf, type NetworkShape } from '../shape.ts';

/** A forward pass in float64, as the equation is written: h <- activation(h W + b). */
export function referenceForward(
  shape: NetworkShape,
  parameters: ArrayLike<number>,
  inputs: ArrayLike<number>,
  rows: number,
): Float64Array {
  let h = Float64Array.from(inputs);
  for (const layer of layersOf(shape)) {
    const next = new Float64Array(rows * layer.outputs);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < layer.outputs; j++) {
        let sum = parameters[layer.bias + j];
        for (let k = 0; k < layer.inputs; k++)
          sum += h[i * layer.inputs + k] * parameters[layer.weights + k * layer.outputs + j];
        const activated = shape.activation === 'relu' ? Math.max(sum, 0) : Math.tanh(sum);
        next[i * layer.outputs + j] = layer.hidden ? activated : sum;
      }
    }
    h = next;
  }
  return h;
}

/** Central differences of f at x along every axis, in float64. */
export function differences(f: (x: Float64Array) => number, x: ArrayLike<number>): Float64Array {
  const step = 1e-6;
  const at = Float64Array.from(x);
  return at.map((value, i) => {
    at[i] = value + step;
    const above = f(at);
    at[i] = value - step;
    const below = f(at);
    at[i] = value;
    return (above - below) / (2 * step);
  });
}

/** Σ g · y: the function whose gradient a vector-Jacobian product with g is. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
