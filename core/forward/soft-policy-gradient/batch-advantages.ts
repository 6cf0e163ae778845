import { type Estimates, estimate, normalise } from './advantages.ts';
import type { PlayedEpisode } from './collect.ts';
import { softRewards } from './returns.ts';
import type { SoftPolicyGradientSettings } from './spec.ts';

/** What a value network says of a batch. */
export interface BatchValues {
  /** [N] V(s) of every step, episode after episode. */
  readonly steps: Float64Array;
  /** V(s_T) of each episode. */
  readonly ends: Float64Array;
}

/** [N] each, over all steps of a batch. */
export interface BatchEstimates extends Estimates {
  /** Weight of each step in the policy's gradient, 1 or γ^t. */
  readonly weights: Float64Array;
}

/** Advantages, targets and weights of every step of a batch of whole episodes; `values` is null without a value network. */
export function batchEstimates(
  episodes: readonly PlayedEpisode[],
  values: BatchValues | null,
  settings: SoftPolicyGradientSettings,
): BatchEstimates {
  const rows = episodes.reduce((sum, { objective }) => sum + objective.length, 0);
  const advantages = new Float64Array(rows);
  const targets = new Float64Array(rows);
  const weights = new Float64Array(rows).fill(1);
  let from = 0;
  episodes.forEach(({ objective, logDensity, terminated }, k) => {
    const rewards = softRewards(objective, logDensity, settings.temperature);
    const steps = rewards.length;
    let known: Float64Array | null = null;
    if (values !== null) {
      known = new Float64Array(steps + 1);
      known.set(values.steps.subarray(from, from + steps));
      known[steps] = values.ends[k];
    }
    const found = estimate({ rewards, values: known, terminated }, settings);
    advantages.set(found.advantages, from);
    targets.set(found.targets, from);
    if (settings.weighting === 'discounted')
      for (let t = 0; t < steps; t++) weights[from + t] = settings.discount ** t;
    from += steps;
  });
  return { advantages, targets, weights };
}

/** The advantages as the policy's gradient weighs them, with the baseline of the mean where that is the one chosen. */
export function weighedAdvantages(advantages: Float64Array, settings: SoftPolicyGradientSettings) {
  const byMean = settings.advantage === 'reward-to-go' && settings.baseline === 'mean';
  const centred = byMean ? normalise(advantages, 'centred').advantages : advantages;
  return normalise(centred, settings.normalisation);
}
