/** Simulators with reset(seed) and step(action). */
import { buildWorld, type FiniteWorld, type WorldSpec } from '../mdp/index.ts';
import { type FiniteEnvironment, finiteEnvironment } from './finite.ts';

export type { Environment, Episode, EpisodeSeed, StepResult } from './environment.ts';
export { episodeSeed, replayEpisode } from './episodes.ts';
export { FiniteEnvironment, finiteEnvironment } from './finite.ts';

/** The world that a spec describes, and its simulator. */
export function createEnvironment(spec: WorldSpec): {
  readonly environment: FiniteEnvironment;
  readonly world: FiniteWorld;
} {
  const world = buildWorld(spec);
  return { environment: finiteEnvironment(world), world };
}
