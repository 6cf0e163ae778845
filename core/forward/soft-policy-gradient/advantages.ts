import { closed, generalisedAdvantages, nStepReturns, rewardToGo } from './returns.ts';
import type { SoftPolicyGradientSettings } from './spec.ts';

/** What the estimators read of one episode. */
export interface EpisodeValues {
  /** [T] r - α log π. */
  readonly rewards: Float64Array;
  /** [T+1] V(s_0) … V(s_T); null without a value network. */
  readonly values: Float64Array | null;
  readonly terminated: boolean;
}

/** [T] each. */
export interface Estimates {
  readonly advantages: Float64Array;
  /** What V(s_t) should have been. */
  readonly targets: Float64Array;
}

/**
 * Advantages and value targets of one episode. Without a value network they are the reward-to-go, in which nothing
 * stands for what a time limit cut off.
 */
export function estimate(
  { rewards, values, terminated }: EpisodeValues,
  { advantage, discount, steps, lambda }: SoftPolicyGradientSettings,
): Estimates {
  if (values === null) {
    const returns = rewardToGo(rewards, discount, 0);
    return { advantages: returns, targets: returns };
  }
  const followed = closed(values, terminated);
  if (advantage === 'gae') {
    const advantages = generalisedAdvantages(rewards, followed, discount, lambda);
    return { advantages, targets: advantages.map((a, t) => a + values[t]) };
  }
  const targets =
    advantage === 'n-step'
      ? nStepReturns(rewards, followed, discount, steps)
      : rewardToGo(rewards, discount, followed[rewards.length]);
  return { advantages: targets.map((g, t) => g - values[t]), targets };
}

/** Advantages (A - shift) / scale, and the scale. */
export interface Normalised {
  readonly advantages: Float64Array;
  readonly scale: number;
}

/** The advantages of a batch as the gradient weighs them. A batch of equal ones becomes zeros, not NaN. */
export function normalise(
  advantages: Float64Array,
  how: SoftPolicyGradientSettings['normalisation'],
): Normalised {
  if (how === 'raw') return { advantages, scale: 1 };
  const { mean, variance } = momentsOf(advantages);
  const scale = how === 'centred' ? 1 : Math.max(Math.sqrt(variance), 1e-8);
  return { advantages: advantages.map((a) => (a - mean) / scale), scale };
}

/** 1 - Var(target - prediction) / Var(target): 1 for perfect values, 0 for none, negative for harmful ones. */
export function explainedVariance(predictions: Float64Array, targets: Float64Array): number {
  const { variance } = momentsOf(targets);
  const left = momentsOf(targets.map((y, i) => y - predictions[i])).variance;
  return variance === 0 ? 0 : 1 - left / variance;
}

/** Mean and variance (divided by n). */
export function momentsOf(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x / n, 0);
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2 / n, 0) };
}
