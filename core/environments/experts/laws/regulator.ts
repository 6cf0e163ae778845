import { Random } from '../../../base/random.ts';
import { solveRiccati } from '../../linear-quadratic/riccati.ts';
import type { Dynamics } from '../../simulation.ts';
import { widthOf } from '../../space.ts';

/**
 * The linear-quadratic regulator about a fixed point of any simulator without randomness: A and B by central differences
 * of its step between `point` +- `reach`, then u = -K (x - point) with diagonal costs, no discount.
 *
 * @param actions the two actions that stand for u = -1 and u = +1 of each number of the action, in turn
 * @returns K [m * n]
 */
export function regulatorGain(
  dynamics: Dynamics,
  about: {
    readonly point: Float64Array;
    readonly reach: number;
    readonly actions: readonly (readonly [Float64Array, Float64Array])[];
    readonly stateCost: readonly number[];
    readonly actionCost: readonly number[];
  },
): Float64Array {
  const { point, reach, actions, stateCost, actionCost } = about;
  const [n, m] = [point.length, actions.length];
  const random = Random.fromSeed(0);
  const step = (x: Float64Array, action: Float64Array) => {
    const state = x.slice();
    dynamics.advance(state, action, random);
    return state;
  };
  /** The step under u = 0, as the mean of two opposite actions. */
  const still = (x: Float64Array) => {
    const [less, more] = actions[0].map((action) => step(x, action));
    return less.map((value, i) => (value + more[i]) / 2);
  };
  const a = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const shifted = (by: number) => still(point.map((x, i) => (i === j ? x + by : x)));
    const [below, above] = [shifted(-reach), shifted(reach)];
    for (let i = 0; i < n; i++) a[i * n + j] = (above[i] - below[i]) / (2 * reach);
  }
  const b = new Float64Array(n * m);
  actions.forEach(([less, more], j) => {
    const [below, above] = [step(point, less), step(point, more)];
    for (let i = 0; i < n; i++) b[i * m + j] = (above[i] - below[i]) / 2;
  });
  return solveRiccati({
    a,
    b,
    stateCost: diagonal(stateCost),
    actionCost: diagonal(actionCost),
    discount: 1,
    n,
  }).gain;
}

/** The pair of actions -1 and +1 of a simulator with one bounded number, scaled by `unit`. */
export const oneAction = (dynamics: Dynamics, unit: number): readonly [Float64Array, Float64Array] => {
  const width = widthOf(dynamics.actionSpace);
  return [new Float64Array(width).fill(-unit), new Float64Array(width).fill(unit)];
};

function diagonal(values: readonly number[]): Float64Array {
  const out = new Float64Array(values.length ** 2);
  values.forEach((value, i) => {
    out[i * values.length + i] = value;
  });
  return out;
}
