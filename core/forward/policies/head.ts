import type { Random } from '../../base/random.ts';
import type { Space } from '../../environments/index.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import type { Encoding } from '../encoding.ts';
import { actionRange } from './action-range.ts';
import { actionIndex, categoricalOf } from './categorical.ts';
import type { SavedPolicy } from './saved.ts';
import { sampleGaussian, scoreGaussian } from './squashed-gaussian.ts';

/** How likely given actions are, and how that changes with the network's outputs. */
export interface ActionScore {
  /** [rows] log π(a|s). */
  readonly logDensity: Float64Array;
  /** ∂/∂outputs of Σ_rows weight · log π(a|s), the actions held fixed; [rows * outputs]. */
  gradient(weights: ArrayLike<number>): Float32Array;
}

/**
 * What turns a network's outputs into a policy whose likelihood can be climbed: a squashed Gaussian over a box, a
 * softmax over indices. It holds no network, so that whoever trains keeps that.
 */
export interface ActionHead {
  readonly kind: 'squashed-gaussian' | 'categorical';
  /** Numbers that the network gives per row. */
  readonly outputs: number;
  /** Numbers per action. */
  readonly actionWidth: number;
  /** One draw for each row, [rows * actionWidth]. */
  sample(outputs: Float32Array, rows: number, random: Random): Float32Array;
  score(outputs: Float32Array, actions: ArrayLike<number>, rows: number): ActionScore;
  /** The policy at rest. */
  policy(network: SavedNetwork, encoding: Encoding): SavedPolicy;
}

/** The head for an action space. */
export const headOf = (space: Space): ActionHead =>
  space.kind === 'discrete' ? categoricalHead(space.n) : gaussianHead(actionRange(space));

function gaussianHead(range: ReturnType<typeof actionRange>): ActionHead {
  const m = range.center.length;
  return {
    kind: 'squashed-gaussian',
    outputs: 2 * m,
    actionWidth: m,
    sample: (outputs, rows, random) => sampleGaussian(outputs, rows, range, random).actions,
    score: (outputs, actions, rows) => scoreGaussian(outputs, actions, rows, range),
    policy: (network, encoding) => ({ kind: 'squashed-gaussian', network, encoding, range }),
  };
}

/** Logits at temperature 1: ∂ log π(a)/∂x_b = [a = b] - π(b). */
function categoricalHead(n: number): ActionHead {
  return {
    kind: 'categorical',
    outputs: n,
    actionWidth: 1,
    sample(outputs, rows, random) {
      const { probabilities } = categoricalOf(outputs, rows, n, 1);
      return Float32Array.from({ length: rows }, (_, row) => random.categorical(probabilities, row * n, n));
    },
    score(outputs, actions, rows) {
      const { probabilities, logProbabilities } = categoricalOf(outputs, rows, n, 1);
      const chosen = Int32Array.from({ length: rows }, (_, row) => row * n + actionIndex(actions, row, n));
      return {
        logDensity: Float64Array.from(chosen, (at) => logProbabilities[at]),
        gradient(weights) {
          const gradient = new Float32Array(rows * n);
          for (let i = 0; i < gradient.length; i++)
            gradient[i] = -weights[Math.floor(i / n)] * probabilities[i];
          for (let row = 0; row < rows; row++) gradient[chosen[row]] += weights[row];
          return gradient;
        },
      };
    },
    policy: (network, encoding) => ({ kind: 'categorical', network, encoding, temperature: 1 }),
  };
}
