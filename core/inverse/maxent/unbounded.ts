import { Lbfgs, maxAbs, norm, plusScaled, startAt } from '../../numerics/index.ts';
import type { Estimator } from './estimator.ts';

const finer = 100;
const mostSteps = 60;

/**
 * Whether the objective goes on rising however large the weights: its maximum is then at infinity (demonstrations that
 * a large enough reward explains entirely), and the gradient falls below any tolerance on the way there.
 *
 * Asked at weights with a gradient below `tolerance`: a hundredth of the gradient then moves weights that have a
 * maximum by next to nothing, and those without one by a good part of their length. With an L2 penalty there always is one.
 */
export function isUnbounded(estimator: Estimator, weights: Float64Array, tolerance: number): boolean {
  if (estimator.input.l2 > 0) return false;
  const lbfgs = new Lbfgs(startAt(weights, estimator.climb));
  for (let i = 0; i < mostSteps && maxAbs(lbfgs.gradient) > tolerance / finer; i++)
    if (lbfgs.step(estimator.climb) !== 'moved') break;
  return norm(plusScaled(lbfgs.x, -1, weights)) > 0.01 * norm(weights);
}
