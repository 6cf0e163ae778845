import type { Random } from '../../base/random.ts';
import { adamDefaults, type Network } from '../../networks/index.ts';
import type { ActionHead } from '../policies/head.ts';
import { shuffledRows, takeRows } from './minibatches.ts';

/** A batch as the policy learns from it. */
export interface PolicyBatch {
  readonly rows: number;
  /** [rows * inputs] */
  readonly encoded: Float32Array;
  /** [rows * actionWidth] */
  readonly actions: Float32Array;
  /** [rows] log π(a|s) of the policy that played it. */
  readonly logDensity: Float64Array;
  /** [rows] advantages, normalised. */
  readonly advantages: Float64Array;
  /** α in units of the normalised advantages. */
  readonly temperature: number;
  /** [rows] weight of each step, 1 or γ^t. */
  readonly weights: Float64Array;
}

export interface PolicyStep {
  readonly stepSize: number;
  readonly gradientNorm: number;
}

export interface PolicyUpdate {
  readonly loss: number;
  /** Before clipping; the mean over Adam steps. */
  readonly gradientNorm: number;
}

/**
 * One Adam step down -(1/N) Σ weight_t A_t log π(a_t|s_t), whose gradient is the likelihood-ratio policy gradient
 * (Williams, 1992; Sutton et al., 2000).
 */
export function gradientUpdate(
  network: Network,
  head: ActionHead,
  batch: PolicyBatch,
  step: PolicyStep,
): PolicyUpdate {
  const { rows, advantages, weights } = batch;
  const score = head.score(network.forward(batch.encoded, rows), batch.actions, rows);
  const slopes = advantages.map((a, i) => (-weights[i] * a) / rows);
  network.backwardWeights(score.gradient(slopes));
  const gradientNorm = network.clipGradient(step.gradientNorm);
  network.adamStep(adamDefaults(step.stepSize));
  return { loss: slopes.reduce((sum, slope, i) => sum + slope * score.logDensity[i], 0), gradientNorm };
}

/**
 * Passes over minibatches of Adam steps up the clipped surrogate (Schulman et al., 2017)
 *
 *     (1/N) Σ weight_t min(ρ A, clip(ρ, 1 ± range) A),   ρ = π(a|s)/π_old(a|s),   A = A_old + α (log π_old - log π)
 *
 * A follows the policy: the entropy of the step itself is that of the new policy, not of the one that played. Its own
 * derivative -α ρ ∇log π is zero in expectation and left out. The first step's gradient is {@link gradientUpdate}'s.
 */
export function clippedUpdate(
  network: Network,
  head: ActionHead,
  batch: PolicyBatch,
  by: PolicyStep & {
    readonly epochs: number;
    readonly minibatch: number;
    readonly clipRange: number;
    readonly random: Random;
  },
): PolicyUpdate {
  const { encoded, actions, advantages, logDensity, temperature, weights } = batch;
  const inputs = network.shape.inputs;
  let loss = 0;
  let gradientNorm = 0;
  for (let epoch = 0; epoch < by.epochs; epoch++) {
    loss = 0;
    gradientNorm = 0;
    for (const rows of shuffledRows(batch.rows, by.minibatch, by.random)) {
      const n = rows.length;
      const outputs = network.forward(takeRows(encoded, inputs, rows), n);
      const score = head.score(outputs, takeRows(actions, head.actionWidth, rows), n);
      const slopes = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const row = rows[i];
        const change = Math.max(-largest, Math.min(largest, score.logDensity[i] - logDensity[row]));
        const ratio = Math.exp(change);
        const advantage = advantages[row] - temperature * change;
        const bounded = Math.max(1 - by.clipRange, Math.min(1 + by.clipRange, ratio));
        const clipped = bounded * advantage < ratio * advantage;
        loss -= (weights[row] * advantage * (clipped ? bounded : ratio)) / batch.rows;
        if (!clipped) slopes[i] = (-weights[row] * ratio * advantage) / n;
      }
      network.backwardWeights(score.gradient(slopes));
      gradientNorm += (network.clipGradient(by.gradientNorm) * n) / batch.rows;
      network.adamStep(adamDefaults(by.stepSize));
    }
  }
  return { loss, gradientNorm };
}

/** Log ratios beyond this are cut: exp stays finite, and the clip holds such steps anyway. */
const largest = 20;
