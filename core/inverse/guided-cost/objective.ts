import type { Network } from '../../networks/index.ts';
import { joined } from '../../numerics/index.ts';
import {
  estimatePartition,
  gradientShares,
  type PartitionEstimate,
  type WeightClipping,
} from './partition.ts';
import { localConstantRate, monotonicity, size } from './regularisers.ts';
import { gradientPenalty, type SlopeProbes } from './slopes.ts';
import { type RowBatch, returnsOfRows } from './trajectories.ts';

/** Everything that a step of the reward looks at; the demonstrations come first in every array. */
export interface RewardBatch {
  readonly rows: RowBatch;
  /** How many of the trajectories are demonstrations; they are samples of the mixture as well. */
  readonly demonstrations: number;
  /** [trajectories] log q(τ), the dynamics left out. */
  readonly logMixture: Float64Array;
  /** [trajectories] Σ_t V(s_t) - γ V(s_{t+1}), a log Z of each trajectory's own; zeros where all share one. */
  readonly values: Float64Array;
  /** Where the slope of the reward is penalised; null where it is not. */
  readonly probes: SlopeProbes | null;
}

export interface Penalties {
  readonly localConstantRate: number;
  readonly monotonic: number;
  readonly size: number;
  readonly slope: number;
  /** λ of λ/2 |θ|² on the network's parameters. */
  readonly l2: number;
}

/** The objective at the network's parameters. */
export interface RewardEvaluation {
  /** log Z; where each trajectory has its own, their mean. */
  readonly partition: PartitionEstimate;
  /** Mean return of the demonstrations, and of the other trajectories (NaN without any), each counted once. */
  readonly demonstrationReturn: number;
  readonly sampleReturn: number;
  /** mean_demo (R - log Z): the log-likelihood of a demonstration, nats, but for the dynamics' own. */
  readonly logLikelihood: number;
  /** What the regularisers add to the loss, L2 aside. */
  readonly regularisers: number;
}

/**
 * Sets the network's gradient to that of the loss
 *
 *     -[ mean_i R(τ_i) - log Σ_j exp(R(τ_j)) / q(τ_j) ] + penalties,
 *
 * which is -mean_i ∇R(τ_i) + Σ_j w_j ∇R(τ_j) / Σ_j w_j: i over the demonstrations, j over all trajectories, the
 * demonstrations included. One forward and one backward pass over all rows.
 *
 * The discounted expert follows the stationary policy π(a|s) = exp(r + γ V(s') - V(s)): Σ_t r_t + γ V(s_{t+1}) - V(s_t)
 * stands in place of R(τ), V as the critic of the sampling policy knows it. What V itself changes with the reward is left
 * out of the gradient: at the optimum demonstrations and samples visit the same states, and it cancels.
 */
export function rewardGradient(
  network: Network,
  batch: RewardBatch,
  penalties: Penalties,
  clipping: WeightClipping,
): RewardEvaluation {
  const { rows, demonstrations, logMixture, values, probes } = batch;
  const count = rows.times.length;
  const inputs = probes === null ? rows.inputs : joined(rows.inputs, probes.inputs);
  const all = network.forward(inputs, count + 2 * (probes?.pairs ?? 0));
  const rewards = all.subarray(0, count);
  const returns = returnsOfRows(rows, rewards);
  const partition = estimatePartition(returns.map((total, j) => total - values[j] - logMixture[j]));
  const byRow = new Float64Array(count);
  gradientShares(partition, demonstrations, clipping).forEach((share, j) => {
    const factor = share - (j < demonstrations ? 1 / demonstrations : 0);
    for (let row = rows.offset[j]; row < rows.offset[j + 1]; row++) byRow[row] = factor * rows.times[row];
  });
  let regularisers = 0;
  const add = (weight: number, penalty: () => ReturnType<typeof localConstantRate>) => {
    if (weight === 0) return;
    const { value, gradient } = penalty();
    regularisers += weight * value;
    for (let row = 0; row < count; row++) byRow[row] += weight * gradient[row];
  };
  add(penalties.localConstantRate, () => localConstantRate(rows, rewards));
  add(penalties.monotonic, () => monotonicity(rows, rewards, demonstrations));
  add(penalties.size, () => size(rows, rewards, demonstrations));
  const byInput = new Float32Array(all.length);
  byInput.set(byRow);
  if (probes !== null) {
    const { value, gradient } = gradientPenalty(probes, all.subarray(count));
    // As all sums over the steps of an episode: a mean over points, as often as an episode collects rewards.
    const collected = rows.times.reduce((sum, times) => sum + times, 0);
    const weight = (penalties.slope * collected) / returns.length;
    regularisers += weight * value;
    for (let k = 0; k < gradient.length; k++) byInput[count + k] = weight * gradient[k];
  }
  network.backwardWeights(byInput);
  if (penalties.l2 > 0) network.addToGradient(network.parameters(), penalties.l2);
  const demonstrationReturn = meanOf(returns, 0, demonstrations);
  const value = meanOf(values, 0, values.length);
  const { logPartition, low, high } = partition;
  return {
    partition: {
      ...partition,
      logPartition: logPartition + value,
      low: low + value,
      high: high + value,
    },
    demonstrationReturn,
    sampleReturn: meanOf(returns, demonstrations, returns.length),
    logLikelihood: demonstrationReturn - meanOf(values, 0, demonstrations) - logPartition,
    regularisers,
  };
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}

/**
 * Takes the constant out of a gradient: where all trajectories collect T rewards, a constant moves every return alike and
 * nothing identifies it, but Adam would make steps of the rounding errors in its slope.
 */
export function holdConstant(network: Network): void {
  hold(network, [network.parameterCount - 1]);
}

/** Takes parameters out of a gradient. */
export function hold(network: Network, positions: readonly number[]): void {
  if (positions.length === 0) return;
  const gradient = network.gradient();
  const held = new Float32Array(gradient.length);
  for (const at of positions) held[at] = gradient[at];
  network.addToGradient(held, -1);
}
