import { LabError } from '../base/errors.ts';
import type { Environment } from '../environments/index.ts';

/** What is known of a demonstration: T + 1 observations, T actions, and the seed of the episode. */
export interface DemonstratedEpisode {
  /** [(T + 1) * observationWidth] */
  readonly observations: ArrayLike<number>;
  /** [T * actionWidth] */
  readonly actions: ArrayLike<number>;
  readonly seed: number;
}

/**
 * The states in which a demonstration acted, as `resetTo` takes them. The episode is played again from its seed; what was
 * recorded elsewhere, and does not play again, is read as a state itself where the environment then shows the same
 * observation. States that are found in neither way are left out. Leaves the environment in the middle of nowhere.
 */
export function demonstrationStates(
  { observations, actions, seed }: DemonstratedEpisode,
  environment: Environment,
): ArrayLike<number>[] {
  const { observationWidth, actionWidth } = environment;
  const steps = actions.length / actionWidth;
  const rowOf = (values: ArrayLike<number>, width: number, row: number) =>
    Array.from({ length: width }, (_, i) => values[row * width + i]);
  const states: ArrayLike<number>[] = [];
  let shown: ArrayLike<number> | null = environment.reset(seed);
  for (let step = 0; step < steps; step++) {
    const recorded = rowOf(observations, observationWidth, step);
    if (shown === null || !equal(shown, recorded)) shown = showing(recorded, environment);
    if (shown === null) continue;
    states.push(environment.save().state);
    const result = environment.step(rowOf(actions, actionWidth, step));
    shown = result.terminated || result.truncated ? null : result.observation;
  }
  return states;
}

/** The observation where it is a state that shows itself; null where it is none. */
function showing(observation: readonly number[], environment: Environment): ArrayLike<number> | null {
  try {
    const shown = environment.resetTo(observation, 0);
    return equal(shown, observation) ? shown : null;
  } catch (thrown) {
    if (thrown instanceof LabError && thrown.code === 'InvalidInput') return null;
    throw thrown;
  }
}

const equal = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
};
