import { symmetricEigen } from '../../numerics/index.ts';
import { checkDiscount, checkTemperature } from '../ranges.ts';
import type { LinearQuadraticSpec } from '../spec.ts';
import { identity, leftDivided } from './dense.ts';
import { matrixOf, quadraticForm, symmetricOf } from './matrices.ts';
import { solveRiccati } from './riccati.ts';

/** What the closed form needs of a linear-quadratic world. */
export type LinearQuadraticWorld = Pick<
  LinearQuadraticSpec,
  'A' | 'B' | 'stateCost' | 'actionCost' | 'processNoiseCovariance'
>;

/** The soft-optimal control of a linear-quadratic world; matrices row by row. */
export interface SoftOptimalControl {
  /** n: numbers per state. */
  readonly stateWidth: number;
  /** m: numbers per action. */
  readonly actionWidth: number;
  /** K [m * n]: the mean action is -K x. */
  readonly gain: Float64Array;
  /** Sigma [m * m]. */
  readonly covariance: Float64Array;
  /** P [n * n]: V(x) = -x'Px + c. */
  readonly valueMatrix: Float64Array;
  /** c; infinite without discount wherever steps go on costing or paying something. */
  readonly valueConstant: number;
  /** Differential entropy of the policy, nats; the same in every state. -Infinity at temperature 0. */
  readonly entropy: number;
}

/**
 * The soft-optimal control of x' = Ax + Bu + w, w ~ N(0, W), r = -(x'Qx + u'Ru), infinite horizon, discount gamma,
 * temperature alpha. With P of the Riccati equation (`solveRiccati`) and M = R + gamma B'PB:
 *
 *     u ~ N(-Kx, Sigma),    K = gamma M^-1 B'PA,    Sigma = alpha/2 M^-1,
 *     V(x) = -x'Px + c,     (1 - gamma) c = alpha/2 (m log(pi alpha) - log det M) - gamma tr(PW).
 *
 * V is the soft value: entropy, differential and in nats, times alpha included. It follows from
 * V = alpha log of the integral of exp(Q/alpha), a Gaussian integral.
 *
 * @param settings discount in (0, 1]; temperature >= 0, where 0 is the ordinary linear-quadratic regulator
 * @throws LabError InvalidInput for settings or matrices out of range; NotConverged when no control keeps the cost finite
 */
export function softOptimalControl(
  world: LinearQuadraticWorld,
  { discount, temperature }: { readonly discount: number; readonly temperature: number },
): SoftOptimalControl {
  checkDiscount(discount);
  checkTemperature(temperature);
  const n = world.A.length;
  const m = world.B[0]?.length ?? 0;
  const { valueMatrix, gain, actionCurvature } = solveRiccati({
    a: matrixOf(world.A, [n, n], 'A'),
    b: matrixOf(world.B, [n, m], 'B'),
    stateCost: symmetricOf(world.stateCost, n, { where: 'stateCost', kind: 'semidefinite' }),
    actionCost: symmetricOf(world.actionCost, m, { where: 'actionCost', kind: 'definite' }),
    discount,
    n,
  });
  const noise = symmetricOf(world.processNoiseCovariance, n, {
    where: 'processNoiseCovariance',
    kind: 'semidefinite',
  });
  const logDeterminant = symmetricEigen(actionCurvature, m).values.reduce((sum, x) => sum + Math.log(x), 0);
  const drift = discount * valueMatrix.reduce((sum, p, k) => sum + p * noise[k], 0);
  const bonus =
    temperature === 0 ? 0 : (temperature / 2) * (m * Math.log(Math.PI * temperature) - logDeterminant);
  const perStep = bonus - drift;
  return {
    stateWidth: n,
    actionWidth: m,
    gain,
    covariance: leftDivided(actionCurvature, identity(m), m).map((x) => (temperature / 2) * x),
    valueMatrix,
    valueConstant: perStep === 0 ? 0 : perStep / (1 - discount),
    entropy: (m * (1 + Math.log(Math.PI * temperature)) - logDeterminant) / 2,
  };
}

/** V(x) = -x'Px + c. */
export const softValue = (control: SoftOptimalControl, x: Float64Array): number =>
  control.valueConstant - quadraticForm(control.valueMatrix, x);
