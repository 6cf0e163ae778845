import { LabError } from '../base/errors.ts';
import type { AdamSettings } from './engine.ts';
import type { SavedNetwork } from './saved.ts';
import { parameterCountOf } from './shape.ts';

/** `InvalidInput` unless the array has the length that its shape asks for. */
export function checkLength(name: string, values: Float32Array, expected: number): void {
  if (values.length !== expected)
    throw new LabError('InvalidInput', `${name} has ${values.length} numbers and should have ${expected}.`, {
      where: name,
    });
}

/** `InvalidInput` unless inputs are [rows x width] with at least one row. */
export function checkBatch(inputs: Float32Array, rows: number, width: number): void {
  if (!Number.isInteger(rows) || rows < 1)
    throw new LabError('InvalidInput', `A batch has one row or more, not ${rows}.`, { where: 'rows' });
  checkLength('inputs', inputs, rows * width);
}

/** `InvalidInput` unless all three arrays fit the shape. */
export function checkSaved(saved: SavedNetwork): void {
  const count = parameterCountOf(saved.shape);
  for (const name of ['parameters', 'mean', 'square'] as const) checkLength(name, saved[name], count);
}

/** `InvalidInput` unless 0 <= rate <= 1. */
export function checkRate(rate: number): void {
  if (!(rate >= 0 && rate <= 1))
    throw new LabError('InvalidInput', `A rate of averaging lies between 0 and 1, not at ${rate}.`, {
      where: 'rate',
    });
}

/** `InvalidInput` for a norm that nothing can be scaled to. */
export function checkMaximumNorm(norm: number): void {
  if (!(norm > 0))
    throw new LabError('InvalidInput', `A gradient cannot be clipped to ${norm}.`, { where: 'maximumNorm' });
}

/** What one step of Adam multiplies with; see `core/kernels`. */
export interface AdamFactors extends AdamSettings {
  readonly step: number;
  readonly correction: number;
}

/** Factors of step t = 1, 2, …: step = stepSize / (1-β1^t), correction = 1 / (1-β2^t). */
export function adamFactors(settings: AdamSettings, t: number): AdamFactors {
  return {
    ...settings,
    step: settings.stepSize / (1 - settings.beta1 ** t),
    correction: 1 / (1 - settings.beta2 ** t),
  };
}

export function nonFiniteGradient(): LabError {
  return new LabError('NonFinite', 'The gradient of a network is no longer finite.', {
    kept: 'The parameters are as they were before this step.',
    remedy: 'Try a smaller step size, clip the gradient, or scale the reward down.',
  });
}

export function noForward(): LabError {
  return new LabError('Internal', 'A network was asked for a gradient before its forward pass.');
}

export function disposedOf(): LabError {
  return new LabError('Internal', 'A network was used after it was disposed of.');
}

export function cannotTrack(): LabError {
  return new LabError(
    'InvalidInput',
    'Only a network of the same engine and the same shape can be tracked.',
    {
      where: 'source',
    },
  );
}
