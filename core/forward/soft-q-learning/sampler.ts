import type { Random } from '../../base/random.ts';
import { adamDefaults, type Network } from '../../networks/index.ts';
import type { ActionRange } from '../policies/action-range.ts';
import { steinDirections } from '../stein/index.ts';
import { excesses, heldWithin, type Reach } from './reach.ts';
import { beside, normals } from './rows.ts';
import { scoreOf, squash } from './squash.ts';

/** u = f(s, ξ), ξ ~ N(0, I): `count` draws for each of `rows` encoded states; `forward` or `predict` of the network. */
export function samplerInputs(
  states: Float32Array,
  rows: number,
  count: number,
  noiseWidth: number,
  random: Random,
): Float32Array {
  return beside(states, normals(rows * count * noiseWidth, random), rows, count);
}

/** A batch of states and how many particles move in each. */
export interface SteinStep {
  /** [rows * width] encoded. */
  readonly states: Float32Array;
  readonly rows: number;
  readonly particles: number;
  readonly range: ActionRange;
  /** As far as Q is asked for unbounded numbers; null for none. */
  readonly reach: Reach | null;
  readonly temperature: number;
  readonly learningRate: number;
  readonly longestGradient: number;
}

/**
 * One step of amortised Stein variational gradient descent (Haarnoja et al., 2017; Feng, Wang and Liu, 2017): the
 * particles u_i = f(s, ξ_i) should move by φ(u_i), so the network's parameters go along Σ_i (∂f/∂θ)' φ(u_i). Kernel,
 * score and direction are all those of u.
 *
 * @param slopesOfQ the slope of Q by each row of (s, y), [rows * inputs]
 * @returns the length of the direction by the parameters, before clipping
 */
export function steinStep(
  sampler: Network,
  slopesOfQ: (inputs: Float32Array, rows: number) => Float32Array,
  step: SteinStep,
  random: Random,
): number {
  const { states, rows, particles, range, temperature, reach } = step;
  const m = range.half.length;
  const n = rows * particles;
  const u = sampler.forward(
    samplerInputs(states, rows, particles, sampler.shape.inputs - states.length / rows, random),
    n,
  );
  const y = squash(u, range);
  const beyond = excesses({ y, states, rows }, reach);
  const inputs = beside(states, heldWithin(y, beyond), rows, particles);
  const stride = inputs.length / n;
  const slope = { values: slopesOfQ(inputs, n), stride, offset: stride - m };
  const directions = steinDirections({
    groups: rows,
    count: particles,
    width: m,
    positions: u,
    scores: scoreOf(y, slope, range, temperature, reach, beyond),
    bandwidth: { kind: 'median' },
    self: 'left-out',
  });
  sampler.backwardWeights(Float32Array.from(directions, (x) => -x / n));
  const norm = sampler.clipGradient(step.longestGradient);
  sampler.adamStep(adamDefaults(step.learningRate));
  return norm;
}
