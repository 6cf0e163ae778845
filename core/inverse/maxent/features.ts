import { LabError } from '../../base/errors.ts';
import type { StateFeatures } from '../../mdp/finite-mdp.ts';

/** Largest S for which one indicator per state is stored as a dense matrix. */
const denseLimit = 4096;

/**
 * Features that give every state a weight of its own: the S x S identity, names `state 0`, `state 1`, …
 * Meant for small S; the trainer's per-state reward does not build this matrix.
 */
export function stateIndicators(stateCount: number): StateFeatures {
  if (stateCount > denseLimit) {
    const message = `One indicator per state is stored densely, for at most ${denseLimit} states; there are ${stateCount}.`;
    throw new LabError('InvalidInput', message, {
      remedy: 'Train a per-state reward, which needs no features.',
    });
  }
  const values = new Float64Array(stateCount * stateCount);
  for (let s = 0; s < stateCount; s++) values[s * stateCount + s] = 1;
  return { count: stateCount, names: stateNames(stateCount), values };
}

/** `state 0`, `state 1`, … */
export function stateNames(stateCount: number): string[] {
  return Array.from({ length: stateCount }, (_, s) => `state ${s}`);
}
