import { LabError } from '../../base/errors.ts';
import { steinDirections } from './direction.ts';
import type { Bandwidth } from './kernel.ts';

/** A density to draw from, and how. */
export interface SteinDescent {
  /** d: numbers per particle. */
  readonly width: number;
  /** ∇ log p of rows of positions, [rows * d] in and out; p need not be normalised. */
  score(positions: Float64Array): Float64Array;
  /** [n * d] where the particles start. Broad starts find all modes. */
  readonly start: Float64Array;
  readonly bandwidth: Bandwidth;
  readonly steps: number;
  /** The first steps' size; AdaGrad shortens later ones coordinate by coordinate, with a memory of about ten steps. */
  readonly stepSize: number;
  /**
   * Share of the steps over which the density is heated: log p is multiplied by a weight that rises evenly from 0 to 1
   * (D'Angelo and Fortuin, 2021). 0 begins with p itself.
   */
  readonly annealed: number;
}

const memory = 0.9;
const epsilon = 1e-8;

/**
 * Stein variational gradient descent: particles that follow {@link steinDirections} until they represent p.
 *
 * @returns [n * d]
 * @throws LabError NonFinite when a particle leaves the range of numbers; InvalidInput for arrays that do not fit
 */
export function steinDescent(descent: SteinDescent): Float64Array {
  const { width, start, bandwidth, steps, stepSize, annealed } = descent;
  const positions = start.slice();
  const square = new Float64Array(positions.length);
  const count = positions.length / width;
  for (let step = 0; step < steps; step++) {
    const weight = step < annealed * steps ? step / (annealed * steps) : 1;
    const scores = descent.score(positions).map((x) => weight * x);
    const directions = steinDirections({
      groups: 1,
      count,
      width,
      positions,
      scores,
      bandwidth,
      self: 'included',
    });
    // Steps shrink to a tenth, so that the particles come to rest.
    const size = stepSize * (1 - (0.9 * step) / steps);
    for (let i = 0; i < positions.length; i++) {
      const g = directions[i];
      square[i] = step === 0 ? g * g : memory * square[i] + (1 - memory) * g * g;
      positions[i] += (size * g) / (epsilon + Math.sqrt(square[i]));
      if (!Number.isFinite(positions[i]))
        throw new LabError('NonFinite', `A particle left the range of numbers in step ${step + 1}.`, {
          remedy: 'Use smaller steps, or a density whose score is finite where particles start.',
        });
    }
  }
  return positions;
}
