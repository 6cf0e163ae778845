import { LabError } from '../../base/errors.ts';
import { type Bandwidth, bandwidthOf, checkBandwidth, pairDistances } from './kernel.ts';

/** Groups of particles, each group with a target density of its own (one group for one density). */
export interface SteinParticles {
  readonly groups: number;
  /** n: particles in each group. */
  readonly count: number;
  /** d: numbers per particle. */
  readonly width: number;
  /** x [groups * n * d]. */
  readonly positions: Float32Array | Float64Array;
  /** ∇ log p(x) [groups * n * d]; p need not be normalised. */
  readonly scores: Float32Array | Float64Array;
  readonly bandwidth: Bandwidth;
  /**
   * Whether a particle moves itself. `included` is Liu and Wang's own sum over all n. `left-out` averages over the
   * other n - 1: for particles drawn independently it is, at a given bandwidth, an unbiased estimate of the direction
   * that infinitely many would give, which is what an amortised sampler needs; with itself included the drift is too
   * strong by 1/n, and the variance that is learned too small.
   */
  readonly self: 'included' | 'left-out';
}

/**
 * The direction of Stein variational gradient descent (Liu and Wang, 2016), the steepest descent of KL(q | p) in the
 * unit ball of the kernel's function space, with k(x, y) = exp(-|x - y|² / h) within each group:
 *
 *     φ(x_i) = 1/n Σ_j [ k(x_j, x_i) ∇ log p(x_j) + ∇_{x_j} k(x_j, x_i) ],   ∇_{x_j} k = (2/h) (x_i - x_j) k(x_j, x_i).
 *
 * The bandwidth counts as a constant. Cost: groups · n² d / 2.
 *
 * @returns φ [groups * n * d]
 * @throws LabError InvalidInput for arrays of another length, or a single particle that leaves itself out
 */
export function steinDirections(particles: SteinParticles): Float64Array {
  check(particles);
  const { groups, count, width, positions, scores, bandwidth, self } = particles;
  const directions = new Float64Array(groups * count * width);
  const pairs = (count * (count - 1)) / 2;
  const distances = new Float64Array(pairs);
  const scratch = new Float64Array(pairs);
  const share = 1 / (self === 'included' ? count : count - 1);
  for (let group = 0; group < groups; group++) {
    const offset = group * count * width;
    pairDistances(positions, offset, count, width, distances);
    const h = bandwidthOf(bandwidth, distances, count, scratch);
    for (let i = 0, pair = 0; i < count; i++) {
      const a = offset + i * width;
      for (let j = i + 1; j < count; j++, pair++) {
        const b = offset + j * width;
        const k = share * Math.exp(-distances[pair] / h);
        const repulsion = (2 * k) / h;
        for (let d = 0; d < width; d++) {
          const apart = repulsion * (positions[a + d] - positions[b + d]);
          directions[a + d] += k * scores[b + d] + apart;
          directions[b + d] += k * scores[a + d] - apart;
        }
      }
    }
    if (self === 'included')
      for (let at = offset; at < offset + count * width; at++) directions[at] += share * scores[at];
  }
  return directions;
}

function check({ groups, count, width, positions, scores, bandwidth, self }: SteinParticles): void {
  checkBandwidth(bandwidth);
  const length = groups * count * width;
  if (positions.length !== length || scores.length !== length)
    throw new LabError(
      'InvalidInput',
      `${positions.length} positions and ${scores.length} scores are not ${groups} groups of ${count} particles of ${width}.`,
      { where: 'positions' },
    );
  if (self === 'left-out' && count < 2)
    throw new LabError('InvalidInput', 'A single particle has no others to be moved by.', {
      where: 'count',
      remedy: 'Use two particles or more.',
    });
}
