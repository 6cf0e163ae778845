/** Simulators with reset(seed) and step(action). */
import { buildWorld, type FiniteWorld, type WorldSpec } from '../mdp/index.ts';
import { type FiniteEnvironment, finiteEnvironment } from './finite.ts';

export {
  type EnvironmentSpec,
  type EnvironmentSpecInput,
  environmentKinds,
  environmentSpec,
  finiteKinds,
  finiteSpecOf,
  isFiniteSpec,
  loadSimulators,
  type OpenedEnvironment,
  openEnvironment,
  openLoadedEnvironment,
  parseEnvironmentSpec,
} from './any.ts';
export {
  type ContinuousExample,
  continuousExamples,
  createContinuousEnvironment,
  dynamicsOf,
  parseContinuousSpec,
} from './continuous.ts';
export type { Environment, Episode, EpisodeSeed, SavedSimulation, StepResult } from './environment.ts';
export { episodeSeed, playEpisode, replayEpisode } from './episodes.ts';
export {
  createExpert,
  type Expert,
  type ExpertDescription,
  type ExpertSettings,
  expertsOf,
} from './experts/index.ts';
export { FiniteEnvironment, finiteEnvironment } from './finite.ts';
export {
  type LinearQuadraticWorld,
  type SoftOptimalControl,
  softOptimalControl,
  softValue,
} from './linear-quadratic/soft-optimal.ts';
export { loadMujoco, type MujocoId, steerPendulum, steerReacher } from './mujoco/index.ts';
export type { Role, Scene, Shape } from './scene.ts';
export { inPlane, type Point3, type Scene3, type Solid } from './scene3.ts';
export { type Dynamics, Simulation } from './simulation.ts';
export type { BoxSpace, DiscreteSpace, Space } from './space.ts';
export {
  type ContinuousSpec,
  type ContinuousSpecInput,
  continuousKinds,
  continuousSpec,
} from './spec.ts';

/** The world that a spec describes, and its simulator. */
export function createEnvironment(spec: WorldSpec): {
  readonly environment: FiniteEnvironment;
  readonly world: FiniteWorld;
} {
  const world = buildWorld(spec);
  return { environment: finiteEnvironment(world), world };
}
