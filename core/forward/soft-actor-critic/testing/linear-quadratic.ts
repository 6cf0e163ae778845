import { Random } from '../../../base/random.ts';
import { type Simulation, softOptimalControl, softValue } from '../../../environments/index.ts';
import type { Engine } from '../../../networks/index.ts';
import {
  fittedGain,
  type LinearQuadraticCase,
  linearQuadraticEnvironment,
  relativeError,
} from '../../testing/linear-quadratic.ts';
import { type SacSettings, SoftActorCriticTrainer, sacDefaults } from '../index.ts';

/** Variance of the states that episodes start in, and that the policy is judged in. */
const variance = 0.3;

const environmentOf = (world: LinearQuadraticCase): Simulation =>
  linearQuadraticEnvironment(world, { variance, usualSteps: 4 });

/**
 * The temperature of the case, and what small, tame worlds allow: large steps that fall, fast targets, and the mean of the
 * critics, which does not lie below the truth as the smaller of both does.
 */
export const linearQuadraticSettings = ({ gamma, temperature }: LinearQuadraticCase): SacSettings => ({
  ...sacDefaults(),
  discount: gamma,
  temperatureMode: 'fixed',
  temperature,
  critics: 'mean',
  criticStepSize: 0.003,
  targetRate: 0.03,
  warmupSteps: 1000,
  // A discount near 1 adds up errors of many steps: larger batches, and longer.
  ...(gamma > 0.98
    ? { totalSteps: 24_000, batchSize: 256, finalStepSize: 0.01 }
    : { totalSteps: 8000, batchSize: 128, finalStepSize: 0.02 }),
});

/** How far what was learned lies from the closed form, in states drawn as starts are. */
export interface LinearQuadraticErrors {
  /** ‖K - K*‖ / ‖K*‖ of the gain that fits the modes best (Frobenius). */
  readonly gain: number;
  /** Largest |σ / σ* - 1| over the numbers of the action, σ over states. */
  readonly deviation: number;
  /** RMS of V - V* over the RMS of V*; V(s) = E[Q - α log π]. */
  readonly value: number;
  /** |V/V* - 1| where every number of the state is 1. */
  readonly valueAtOnes: number;
}

/** Trains to the end and compares. */
export function learnLinearQuadratic(
  world: LinearQuadraticCase,
  settings: SacSettings,
  seed: number,
  engine: Engine,
): LinearQuadraticErrors {
  const environment = environmentOf(world);
  const trainer = new SoftActorCriticTrainer({ environment, settings, seed, engine, reward: null }, null);
  while (!trainer.step().finished);
  const control = softOptimalControl(world, { discount: world.gamma, temperature: world.temperature });
  const { stateWidth: n, actionWidth: m } = control;
  const random = Random.fromSeed(7);
  const rows = 200;
  const states = Float32Array.from({ length: rows * n }, () => Math.sqrt(variance) * random.normal());
  const saved = trainer.policy();
  const actor = engine.load(saved.network);
  // Unbounded actions, unbounded states: the outputs are (μ, log σ) themselves.
  const outputs = actor.predict(states, rows);
  actor.dispose();
  const means = Float64Array.from({ length: rows * m }, (_, at) => outputs[at + Math.floor(at / m) * m]);
  let deviation = 0;
  for (let k = 0; k < m; k++) {
    let sigma = 0;
    for (let row = 0; row < rows; row++) sigma += Math.exp(outputs[row * 2 * m + m + k]) / rows;
    deviation = Math.max(deviation, Math.abs(sigma / Math.sqrt(control.covariance[k * m + k]) - 1));
  }
  const valueAt = (state: Float32Array) => {
    const draws = 200;
    const repeated = Float32Array.from({ length: draws * n }, (_, i) => state[i % n]);
    return trainer.learner.values(repeated, draws, random).reduce((sum, v) => sum + v, 0) / draws;
  };
  const exact = Float64Array.from({ length: rows }, (_, row) =>
    softValue(control, Float64Array.from(states.subarray(row * n, (row + 1) * n))),
  );
  const values = exact.map((_, row) => valueAt(states.subarray(row * n, (row + 1) * n)));
  const ones = new Float32Array(n).fill(1);
  const errors = {
    gain: relativeError(fittedGain(states, means, { n, m }), control.gain),
    deviation,
    value: relativeError(values, exact),
    valueAtOnes: Math.abs(valueAt(ones) / softValue(control, Float64Array.from(ones)) - 1),
  };
  trainer.dispose();
  return errors;
}
