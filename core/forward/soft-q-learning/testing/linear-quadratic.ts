import { Random } from '../../../base/random.ts';
import { type Simulation, softOptimalControl, softValue } from '../../../environments/index.ts';
import type { Engine } from '../../../networks/index.ts';
import { loadPolicy } from '../../policies/load.ts';
import {
  fittedGain,
  type LinearQuadraticCase,
  linearQuadraticEnvironment,
  relativeError,
} from '../../testing/linear-quadratic.ts';
import { propose } from '../proposals.ts';
import { beside } from '../rows.ts';
import { importanceValue } from '../soft-value.ts';
import type { SoftQLearningTrainer } from '../trainer.ts';

/** Standard deviation of the states that episodes start in, and that are judged. */
const spread = 0.5;

/** What soft Q-learning is trained in for a case. */
export const softQEnvironment = (world: LinearQuadraticCase): Simulation =>
  linearQuadraticEnvironment(world, { variance: spread ** 2, usualSteps: 5 });

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
    gain: relativeError(fittedGain(states, means, { n, m }), control.gain),
    deviation: Math.max(
      ...Array.from(variances, (v, k) => Math.abs(Math.sqrt(v / control.covariance[k * m + k]) - 1)),
    ),
    value: relativeError(value, exact),
  };
}
