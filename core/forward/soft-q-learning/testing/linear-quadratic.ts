import { readFileSync } from 'node:fs';
import { Random } from '../../../base/random.ts';
import {
  createContinuousEnvironment,
  type LinearQuadraticWorld,
  softOptimalControl,
  softValue,
} from '../../../environments/index.ts';
import type { Engine } from '../../../networks/index.ts';
import { solveDense } from '../../../numerics/index.ts';
import { loadPolicy } from '../../policies/load.ts';
import { propose } from '../proposals.ts';
import { beside } from '../rows.ts';
import { importanceValue } from '../soft-value.ts';
import type { SoftQLearningTrainer } from '../trainer.ts';

/** One case of the reference. */
export interface LinearQuadraticCase extends LinearQuadraticWorld {
  readonly gamma: number;
  readonly temperature: number;
}

export const linearQuadraticCases = (): readonly LinearQuadraticCase[] =>
  JSON.parse(
    readFileSync(new URL('../../../../tests/golden/linear-quadratic-oracle.json', import.meta.url), 'utf8'),
  ).cases;

/** Standard deviation of the states that episodes start in, and that are judged. */
const spread = 0.5;

/**
 * Episodes are cut, which is no end, so that experience stays where the judging is: after five steps. Where γ is near 1
 * after fifteen: the last state of an episode is bootstrapped from but never learned in, and what Q is off there, against
 * the rest, each step repeats as 1/length of it, and 1/(1 - γ) steps add up.
 */
export function linearQuadraticEnvironment(world: LinearQuadraticCase) {
  const { A, B, stateCost, actionCost, processNoiseCovariance, gamma } = world;
  return createContinuousEnvironment({
    kind: 'linear-quadratic',
    A,
    B,
    stateCost,
    actionCost,
    processNoiseCovariance,
    initialCovariance: A.map((_, i) => A.map((_, j) => (i === j ? spread ** 2 : 0))),
    maxSteps: gamma > 0.98 ? 15 : 5,
  });
}

/** How far a trained policy and its Q are from the closed form, in states drawn as starts are. */
export interface LinearQuadraticErrors {
  /** ‖K - K*‖ / ‖K*‖ of the gain that fits the mean actions best (Frobenius). */
  readonly gain: number;
  /** Largest |sd / sd* - 1| over the numbers of the action. */
  readonly deviation: number;
  /** RMS of V - V* over the RMS of V*, V = α log of the integral of exp(Q/α). */
  readonly value: number;
}

export function linearQuadraticErrors(
  world: LinearQuadraticCase,
  trainer: SoftQLearningTrainer,
  engine: Engine,
): LinearQuadraticErrors {
  const { gamma: discount, temperature } = world;
  const control = softOptimalControl(world, { discount, temperature });
  const { stateWidth: n, actionWidth: m } = control;
  const random = Random.fromSeed(7);
  const [rows, draws] = [200, 400];
  const states = Float32Array.from({ length: rows * n }, () => spread * random.normal());
  const repeated = beside(states, new Float32Array(0), rows, draws);
  const policy = loadPolicy(trainer.policy(), engine);
  const actions = policy.sample(repeated, rows * draws, random);
  policy.dispose();
  const means = new Float64Array(rows * m);
  const variances = new Float64Array(m);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < m; k++) {
      const at = (j: number) => actions[(row * draws + j) * m + k];
      for (let j = 0; j < draws; j++) means[row * m + k] += at(j) / draws;
      for (let j = 0; j < draws; j++) variances[k] += (at(j) - means[row * m + k]) ** 2 / (draws * rows);
    }
  // Normal equations X'X K' = -X'U, one action at a time.
  const gain = new Float64Array(m * n);
  for (let k = 0; k < m; k++) {
    const normal = new Float64Array(n * n);
    const right = new Float64Array(n);
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < n; i++) {
        right[i] -= states[row * n + i] * means[row * m + k];
        for (let j = 0; j < n; j++) normal[i * n + j] += states[row * n + i] * states[row * n + j];
      }
    gain.set(solveDense(normal, right), k * n);
  }
  const range = { center: new Array<number>(m).fill(0), half: new Array<null>(m).fill(null) };
  const fit = { u: actions, count: draws };
  const { y, logDensity } = propose(
    { kind: 'fitted', rows, count: draws, range, taken: actions, fit },
    random,
  );
  const network = engine.load(trainer.qFunction().network);
  const q = network.predict(beside(states, y, rows, draws), rows * draws);
  network.dispose();
  const { value } = importanceValue(q, logDensity, rows, temperature);
  const exact = value.map((_, row) =>
    softValue(control, Float64Array.from(states.subarray(row * n, (row + 1) * n))),
  );
  return {
    gain: norm(gain.map((x, i) => x - control.gain[i])) / norm(control.gain),
    deviation: Math.max(
      ...Array.from(variances, (v, k) => Math.abs(Math.sqrt(v / control.covariance[k * m + k]) - 1)),
    ),
    value: norm(value.map((v, i) => v - exact[i])) / norm(exact),
  };
}

const norm = (x: Float64Array) => Math.hypot(...x);
