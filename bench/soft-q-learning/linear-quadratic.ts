import { SoftQLearningTrainer } from '../../core/forward/soft-q-learning/index.ts';
import {
  type LinearQuadraticErrors,
  linearQuadraticErrors,
  softQEnvironment,
} from '../../core/forward/soft-q-learning/testing/linear-quadratic.ts';
import { linearQuadraticCases } from '../../core/forward/testing/linear-quadratic.ts';
import { createFusedEngine } from '../../core/networks/index.ts';
import { linearQuadraticSettings } from './settings.ts';

/** What one training of a case of the reference came to. */
export interface LinearQuadraticResult extends LinearQuadraticErrors {
  readonly name: string;
  readonly seed: number;
  readonly steps: number;
  /** Of processor time. */
  readonly seconds: number;
}

/** The cases of the reference, in its order. */
export const linearQuadraticNames = ['one state, one action', 'double integrator', 'two states, two actions'];

export async function trainLinearQuadratic(name: string, seed: number): Promise<LinearQuadraticResult> {
  const engine = await createFusedEngine();
  const world = linearQuadraticCases()[linearQuadraticNames.indexOf(name)];
  const environment = softQEnvironment(world);
  const settings = linearQuadraticSettings(world.gamma, world.temperature);
  const began = process.cpuUsage();
  const trainer = new SoftQLearningTrainer({ environment, settings, seed, engine, reward: null }, null);
  while (!trainer.step().finished);
  const { user, system } = process.cpuUsage(began);
  const errors = linearQuadraticErrors(world, trainer, engine);
  const steps = trainer.environmentSteps;
  engine.dispose();
  return { name, seed, steps, seconds: Math.round((user + system) / 1e6), ...errors };
}
