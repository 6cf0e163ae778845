import { softPolicyEvaluation, softQIteration } from '../../inference/index.ts';
import type { FiniteMdp, Reward } from '../../mdp/index.ts';
import { categoricalOf } from '../policies/categorical.ts';

/** Rewards on one finite world whose mean is wanted. */
export interface CompositionProblem {
  readonly mdp: FiniteMdp;
  /** Each [S*A]. */
  readonly rewards: readonly Reward[];
  /** In [0, 1). */
  readonly discount: number;
  readonly temperature: number;
  /** Of every number below. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** How good composing is, exactly; every array is [S*A]. */
export interface CompositionGap {
  /** Q_Σ, the mean of the soft Q functions. */
  readonly composed: Float64Array;
  /** π_Σ(a|s) = exp((Q_Σ - V_Σ)/α). */
  readonly policy: Float64Array;
  /** Q* of the mean reward, solved for directly. */
  readonly direct: Float64Array;
  /** The soft Q that π_Σ has under the mean reward. */
  readonly achieved: Float64Array;
  /** C with Q_Σ - C <= Q* <= Q_Σ. */
  readonly bound: Float64Array;
  /** D with Q* - D <= Q^{π_Σ} <= Q*. */
  readonly lossBound: Float64Array;
}

/**
 * Composition on a finite world, with its gap to the policy solved for directly and the bounds of Haarnoja et al. (2018,
 * lemma 1 and theorem 1), here for n rewards at temperature α. Since V is convex in Q, 1/n Σ V_i - V_Σ = α d(s) with
 *
 *     d(s) = -log Σ_a Π_i π_i(a|s)^{1/n}   (for two policies half their Rényi divergence of order 1/2),
 *
 * zero where the policies agree, and the fixed points
 *
 *     C(s,a) = γ E_s' [ α d(s') + max_a' C(s',a') ],     D(s,a) = γ E_s' Σ_a' π_Σ(a'|s') [ C(s',a') + D(s',a') ]
 *
 * bound what the mean promises too much, and what its policy loses.
 *
 * @throws LabError as `softQIteration`
 */
export function compositionGap(problem: CompositionProblem): CompositionGap {
  const { mdp, rewards, discount, temperature, tolerance, maxIterations } = problem;
  const { stateCount, actionCount, terminal } = mdp;
  const shared = { mdp, discount, temperature, prior: null, tolerance, maxIterations };
  const meanOf = (arrays: readonly Float64Array[]) =>
    arrays[0].map((_, i) => arrays.reduce((sum, x) => sum + x[i], 0) / arrays.length);
  const solutions = rewards.map((reward) => softQIteration({ ...shared, reward }));
  const composed = meanOf(solutions.map(({ q }) => q));
  const reward = meanOf(rewards);
  const direct = softQIteration({ ...shared, reward });
  const { probabilities, value } = categoricalOf(composed, stateCount, actionCount, temperature);
  const policy = probabilities.map((p, i) => (terminal[Math.floor(i / actionCount)] === 1 ? 0 : p));
  const achieved = softPolicyEvaluation({ ...shared, reward, policy });
  const disagreement = Float64Array.from({ length: stateCount }, (_, s) =>
    terminal[s] === 1
      ? 0
      : solutions.reduce((sum, one) => sum + one.value[s], 0) / solutions.length - value[s],
  );
  const bound = fixedPoint(problem, (c, s) => {
    let most = 0;
    for (let a = 0; a < actionCount; a++) most = Math.max(most, c[s * actionCount + a]);
    return disagreement[s] + most;
  });
  const lossBound = fixedPoint(problem, (d, s) => {
    let sum = 0;
    for (let i = s * actionCount; i < (s + 1) * actionCount; i++) sum += policy[i] * (bound[i] + d[i]);
    return sum;
  });
  return { composed, policy, direct: direct.q, achieved: achieved.q, bound, lossBound };
}

/** x(s,a) = γ Σ_s' P(s'|s,a) next(x, s'), from 0 upwards; nothing follows a terminal state. */
function fixedPoint(
  { mdp, discount, tolerance, maxIterations }: CompositionProblem,
  next: (x: Float64Array, s: number) => number,
): Float64Array {
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  const x = new Float64Array(stateCount * actionCount);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const after = Float64Array.from({ length: stateCount }, (_, s) => (terminal[s] === 1 ? 0 : next(x, s)));
    let change = 0;
    for (let row = 0; row < x.length; row++) {
      let expected = 0;
      for (let k = rowStart[row]; k < rowStart[row + 1]; k++)
        expected += probability[k] * after[successor[k]];
      change = Math.max(change, Math.abs(discount * expected - x[row]));
      x[row] = discount * expected;
    }
    if (change * discount <= tolerance * (1 - discount)) break;
  }
  return x;
}
