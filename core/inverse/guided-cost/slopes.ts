import type { Random } from '../../base/random.ts';
import type { Penalty } from './regularisers.ts';
import type { RowBatch } from './trajectories.ts';

/** Pairs of points close together, at which the slope of the reward is felt. */
export interface SlopeProbes {
  /** [2 * pairs * width] inputs of the reward's network, x + hu behind x - hu. */
  readonly inputs: Float32Array;
  readonly pairs: number;
  /** Numbers of an input. */
  readonly width: number;
}

/** h, in the encoded numbers, where a bounded box is [-1, 1]: small against what a reward resolves, large against f32. */
const reach = 0.01;

/**
 * Points x = y + ε (z - y), ε even in [0, 1], on lines between a step z of the demonstrations and a step y of the samples
 * (Gulrajani et al., 2017), each with a direction u even over the sphere.
 *
 * @param demonstrations how many of the trajectories, from the first on, are demonstrations; there must be others
 */
export function drawProbes(
  { inputs, offset }: RowBatch,
  demonstrations: number,
  pairs: number,
  random: Random,
): SlopeProbes {
  const rows = offset[offset.length - 1];
  const shown = offset[demonstrations];
  const width = inputs.length / rows;
  const probes = new Float32Array(2 * pairs * width);
  const direction = new Float64Array(width);
  for (let k = 0; k < pairs; k++) {
    const from = shown + random.integer(rows - shown);
    const to = random.integer(shown);
    const share = random.uniform();
    for (let i = 0; i < width; i++) direction[i] = random.normal();
    const h = reach / Math.hypot(...direction);
    for (let i = 0; i < width; i++) {
      const y = inputs[from * width + i];
      const x = y + share * (inputs[to * width + i] - y);
      probes[2 * k * width + i] = x - h * direction[i];
      probes[(2 * k + 1) * width + i] = x + h * direction[i];
    }
  }
  return { inputs: probes, pairs, width };
}

/**
 * Gradient penalty: half the squared slope of the reward, ½ E ‖∇r(x)‖² over the points of the probes. With u even over the
 * sphere in n dimensions, E_u (u·∇r)² = ‖∇r‖² / n, so that differences along single directions estimate it without bias:
 *
 *     (n/2) mean_k [ (r(x_k + h u_k) - r(x_k - h u_k)) / 2h ]².
 *
 * Zero-centred (Mescheder, Geiger and Nowozin, 2018); the gradient in the result is by the reward of each probe.
 *
 * @param rewards [2 * pairs]
 */
export function gradientPenalty({ pairs, width }: SlopeProbes, rewards: ArrayLike<number>): Penalty {
  const gradient = new Float64Array(2 * pairs);
  let value = 0;
  for (let k = 0; k < pairs; k++) {
    const slope = (rewards[2 * k + 1] - rewards[2 * k]) / (2 * reach);
    value += (0.5 * width * slope * slope) / pairs;
    const share = (width * slope) / (2 * reach * pairs);
    gradient[2 * k] = -share;
    gradient[2 * k + 1] = share;
  }
  return { value, gradient };
}
