/** What the actions of an environment are, and how many an episode has. */
import { type EnvironmentRow, isFiniteEnvironment } from '../../../../core/contract/index.ts';
import type { Space } from '../../../../core/environments/index.ts';
import { simulationOf } from '../../world/scene/opened.svelte.ts';
import { worldOf } from './worlds.ts';

/** The space of an environment's actions; null without one, and until its simulator is loaded. */
export function actionSpaceOf(environment: EnvironmentRow | null): Space | null {
  if (!environment) return null;
  if (!isFiniteEnvironment(environment)) return simulationOf(environment.spec)?.actionSpace ?? null;
  const { actions } = worldOf(environment);
  return { kind: 'discrete', n: actions.length, labels: actions.map(({ name }) => name) };
}

/** The time limit of a world in motion, in steps; null for others, without one, and until its simulator is loaded. */
export function episodeStepsOf(environment: EnvironmentRow | null): number | null {
  if (!environment || isFiniteEnvironment(environment)) return null;
  return simulationOf(environment.spec)?.maxSteps ?? null;
}
