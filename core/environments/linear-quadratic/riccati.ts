import { LabError } from '../../base/errors.ts';
import { identity, leftDivided, product, sum, transposed } from './dense.ts';

/** Cost-to-go x'Px of linear-quadratic control, and the control -Kx that attains it. */
export interface Regulator {
  /** P [n * n], symmetric. */
  readonly valueMatrix: Float64Array;
  /** K [m * n]. */
  readonly gain: Float64Array;
  /** M = R + gamma B'PB [m * m], the curvature of the cost in the action. */
  readonly actionCurvature: Float64Array;
}

export interface RegulatorProblem {
  /** A [n * n] */
  readonly a: Float64Array;
  /** B [n * m] */
  readonly b: Float64Array;
  /** Q [n * n], symmetric positive semidefinite. */
  readonly stateCost: Float64Array;
  /** R [m * m], symmetric positive definite. */
  readonly actionCost: Float64Array;
  /** gamma, in (0, 1]. */
  readonly discount: number;
  /** How many numbers a state has. */
  readonly n: number;
}

/** 2^60 steps are as good as for ever. */
const mostDoublings = 60;

/**
 * The discounted discrete-time algebraic Riccati equation,
 *
 *     P = Q + gamma A'PA - gamma^2 A'PB M^-1 B'PA,    M = R + gamma B'PB,    K = gamma M^-1 B'PA,
 *
 * by doubling (Anderson, 1978; Chu, Fan, Lin and Wang, 2004): with A_0 = sqrt(gamma) A, G_0 = gamma B R^-1 B', H_0 = Q,
 *
 *     W = I + G H,    A' = A W^-1 A,    G' = G + A W^-1 G A',    H' = H + A' H W^-1 A,
 *
 * where H after k rounds is the cost-to-go of 2^k steps. It converges quadratically.
 *
 * @throws LabError NotConverged when no control keeps the cost finite
 */
export function solveRiccati({ a, b, stateCost, actionCost, discount, n }: RegulatorProblem): Regulator {
  const m = b.length / n;
  const root = Math.sqrt(discount);
  const scaledA = a.map((x) => root * x);
  const scaledB = b.map((x) => root * x);
  let step: Float64Array = scaledA;
  let reach: Float64Array = product(scaledB, leftDivided(actionCost, transposed(scaledB, n), m), m);
  let value: Float64Array = stateCost;
  for (let round = 0; ; round++) {
    const w = sum(identity(n), product(reach, value, n));
    const byStep = leftDivided(w, step, n);
    const byReach = leftDivided(w, reach, n);
    const stepT = transposed(step, n);
    const grown = product(product(stepT, value, n), byStep, n);
    reach = symmetrised(sum(reach, product(product(step, byReach, n), stepT, n)), n);
    step = product(step, byStep, n);
    value = symmetrised(sum(value, grown), n);
    const size = largest(value);
    if (size < Infinity && largest(grown) <= 1e-15 * size) break;
    if (round === mostDoublings || !Number.isFinite(size))
      throw new LabError('NotConverged', 'No control keeps the cost of this linear-quadratic world finite.', {
        remedy: 'Let the actions reach what is unstable and costs something, or discount more.',
      });
  }
  const scaledBT = transposed(scaledB, n);
  const pushed = product(scaledBT, value, n);
  const actionCurvature = symmetrised(sum(actionCost, product(pushed, scaledB, n)), m);
  const gain = leftDivided(actionCurvature, product(pushed, scaledA, n), m);
  return { valueMatrix: value, gain, actionCurvature };
}

const largest = (a: Float64Array) => a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

function symmetrised(a: Float64Array, n: number): Float64Array {
  return a.map((x, k) => (x + a[(k % n) * n + Math.floor(k / n)]) / 2);
}
