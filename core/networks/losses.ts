import { LabError } from '../base/errors.ts';

/** A mean loss over n numbers and its gradient ∂loss/∂prediction [n], ready for `backward`. */
export interface Loss {
  readonly loss: number;
  readonly gradient: Float32Array;
}

/** Half the mean squared error: (1/n) Σ ½ e², e = prediction - target; gradient e / n. */
export function squaredError(prediction: ArrayLike<number>, target: ArrayLike<number>): Loss {
  return mean(
    prediction,
    target,
    (e) => (e * e) / 2,
    (e) => e,
  );
}

/**
 * Huber (1964): (1/n) Σ h(e), h(e) = ½ e² for |e| <= width, width (|e| - ½ width) beyond; gradient clamp(e, ±width) / n.
 */
export function huberError(prediction: ArrayLike<number>, target: ArrayLike<number>, width: number): Loss {
  if (!(width > 0))
    throw new LabError('InvalidInput', `The width of Huber's loss is positive, not ${width}.`, {
      where: 'width',
    });
  return mean(
    prediction,
    target,
    (e) => (Math.abs(e) <= width ? (e * e) / 2 : width * (Math.abs(e) - width / 2)),
    (e) => Math.max(-width, Math.min(width, e)),
  );
}

function mean(
  prediction: ArrayLike<number>,
  target: ArrayLike<number>,
  value: (error: number) => number,
  slope: (error: number) => number,
): Loss {
  const n = prediction.length;
  if (target.length !== n || n === 0)
    throw new LabError('InvalidInput', `${n} predictions cannot be compared with ${target.length} targets.`, {
      where: 'target',
    });
  const gradient = new Float32Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const error = prediction[i] - target[i];
    sum += value(error);
    gradient[i] = slope(error) / n;
  }
  return { loss: sum / n, gradient };
}
