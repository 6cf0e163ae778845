/** The linear-quadratic reference as a task: what tests and benchmarks of the sampling methods share. */
import { readFileSync } from 'node:fs';
import {
  createContinuousEnvironment,
  type LinearQuadraticWorld,
  type Simulation,
} from '../../environments/index.ts';
import { solveDense } from '../../numerics/index.ts';

/** One case of the reference, which an independent program has computed. */
export interface LinearQuadraticCase extends LinearQuadraticWorld {
  readonly gamma: number;
  readonly temperature: number;
}

export const linearQuadraticCases = (): readonly LinearQuadraticCase[] =>
  JSON.parse(
    readFileSync(new URL('../../../tests/golden/linear-quadratic-oracle.json', import.meta.url), 'utf8'),
  ).cases;

/**
 * Episodes are cut, which is no end, so that experience stays where the judging is: after `usualSteps`. Where γ is near 1
 * after fifteen: the last state of an episode is bootstrapped from but never learned in, and what Q is off there, against
 * the rest, each step repeats as 1/length of it, and 1/(1 - γ) steps add up.
 *
 * @param variance of each number of the state that episodes start in
 */
export function linearQuadraticEnvironment(
  world: LinearQuadraticCase,
  { variance, usualSteps }: { readonly variance: number; readonly usualSteps: number },
): Simulation {
  const { A, B, stateCost, actionCost, processNoiseCovariance, gamma } = world;
  return createContinuousEnvironment({
    kind: 'linear-quadratic',
    A,
    B,
    stateCost,
    actionCost,
    processNoiseCovariance,
    initialCovariance: A.map((_, i) => A.map((_, j) => (i === j ? variance : 0))),
    maxSteps: gamma > 0.98 ? 15 : usualSteps,
  });
}

/**
 * The gain K of u = -K x that fits actions best, by the normal equations X'X K' = -X'U, one action at a time.
 *
 * @param states [rows * n]
 * @param actions [rows * m] mean actions in them
 * @returns [m * n]
 */
export function fittedGain(
  states: ArrayLike<number>,
  actions: ArrayLike<number>,
  { n, m }: { readonly n: number; readonly m: number },
): Float64Array {
  const rows = states.length / n;
  const gain = new Float64Array(m * n);
  for (let k = 0; k < m; k++) {
    const normal = new Float64Array(n * n);
    const right = new Float64Array(n);
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < n; i++) {
        right[i] -= states[row * n + i] * actions[row * m + k];
        for (let j = 0; j < n; j++) normal[i * n + j] += states[row * n + i] * states[row * n + j];
      }
    gain.set(solveDense(normal, right), k * n);
  }
  return gain;
}

/** ‖x - truth‖ / ‖truth‖. */
export const relativeError = (x: Float64Array, truth: Float64Array): number =>
  Math.hypot(...x.map((value, i) => value - truth[i])) / Math.hypot(...truth);
