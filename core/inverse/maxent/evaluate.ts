import { LabError } from '../../base/errors.ts';
import { allFinite, Lbfgs, maxAbs, startAt } from '../../numerics/index.ts';
import { Estimator } from './estimator.ts';
import { linearReward } from './reward-map.ts';
import type { MaxEntEvaluation, MaxEntObjective } from './types.ts';
import { isUnbounded } from './unbounded.ts';

/** A maximiser and how it was reached. */
export interface MaxEntSolution {
  readonly weights: Float64Array;
  readonly iterations: number;
  /** No component of the gradient is above the tolerance, and there is a maximum: see `unbounded`. */
  readonly converged: boolean;
  /** The objective rises for ever along these weights; only an L2 penalty would give it a maximum. */
  readonly unbounded: boolean;
  readonly evaluation: MaxEntEvaluation;
}

function estimatorOf(input: MaxEntObjective): Estimator {
  if (input.demonstrations.length === 0) {
    throw new LabError('InvalidInput', 'There are no demonstrations.', { where: 'demonstrations' });
  }
  return new Estimator({ ...input, map: linearReward(input.features, input.mdp.stateCount) });
}

/**
 * The objective, its exact gradient and the feature gap at given weights [F].
 * `InvalidInput` for an ill-posed problem, `NonFinite` when the weights are too large for float64.
 */
export function evaluateMaxEnt(input: MaxEntObjective & { weights: Float64Array }): MaxEntEvaluation {
  if (input.weights.length !== input.features.count || !allFinite(input.weights)) {
    const message = `There must be ${input.features.count} finite weights, one per feature.`;
    throw new LabError('InvalidInput', message, { where: 'weights' });
  }
  const evaluation = estimatorOf(input).evaluate(input.weights);
  if (!Number.isFinite(evaluation.objective) || !allFinite(evaluation.gradient)) {
    throw new LabError('NonFinite', 'At these weights the likelihood is not a finite number.', {
      remedy: 'Use smaller weights or a higher temperature.',
    });
  }
  return evaluation;
}

/** Climbs the objective from zero weights by L-BFGS until no component of the gradient is above the tolerance. */
export function solveMaxEnt(
  input: MaxEntObjective & { gradientTolerance: number; maxIterations: number },
): MaxEntSolution {
  const estimator = estimatorOf(input);
  const lbfgs = new Lbfgs(startAt(new Float64Array(input.features.count), estimator.climb));
  let iterations = 0;
  while (maxAbs(lbfgs.gradient) > input.gradientTolerance && iterations < input.maxIterations) {
    if (lbfgs.step(estimator.climb) !== 'moved') break;
    iterations++;
  }
  const settled = maxAbs(lbfgs.gradient) <= input.gradientTolerance;
  const unbounded = settled && isUnbounded(estimator, lbfgs.x, input.gradientTolerance);
  const converged = settled && !unbounded;
  return {
    weights: lbfgs.x.slice(),
    iterations,
    converged,
    unbounded,
    evaluation: estimator.evaluate(lbfgs.x),
  };
}
