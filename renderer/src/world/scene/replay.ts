/** A demonstration of a continuous world, simulated again: what each moment looked like, and where the handle went. */
import { LabError } from '../../../../core/base/errors.ts';
import type { Demonstration, EnvironmentRow, LabClient, Steps } from '../../../../core/contract/index.ts';
import {
  openEnvironment,
  type SavedSimulation,
  type Simulation,
} from '../../../../core/environments/index.ts';
import { handleOf } from './trail.ts';

export interface Replay {
  readonly simulation: Simulation;
  /** [T + 1] all moments, to go back to. */
  readonly moments: readonly SavedSimulation[];
  /** [(T + 1) * observationWidth] */
  readonly observations: Float32Array;
  /** [T * actionWidth] */
  readonly actions: ArrayLike<number>;
  readonly rewards: Float64Array;
  readonly times: Float32Array;
  /** [2 (T + 1)] the handle's way in world coordinates. */
  readonly trail: Float64Array;
  readonly length: number;
}

/**
 * Plays actions from a seed.
 *
 * @param actions [T * actionWidth]
 */
export function replay(
  simulation: Simulation,
  seed: number,
  recorded: {
    readonly actions: ArrayLike<number>;
    readonly rewards: Float64Array;
    readonly times: Float32Array;
  },
): Replay {
  const { actionWidth, observationWidth } = simulation;
  const length = recorded.actions.length / actionWidth;
  const moments: SavedSimulation[] = [];
  const trail = new Float64Array(2 * (length + 1));
  const observations = new Float32Array((length + 1) * observationWidth);
  const note = (t: number, observation: ArrayLike<number>) => {
    observations.set(observation, t * observationWidth);
    moments.push(simulation.save());
    const { x, y } = handleOf(simulation.scene());
    trail[2 * t] = x;
    trail[2 * t + 1] = y;
  };
  note(0, simulation.reset(seed));
  for (let t = 0; t < length; t++) {
    const action = Array.from({ length: actionWidth }, (_, i) => recorded.actions[t * actionWidth + i]);
    note(t + 1, simulation.step(action).observation);
  }
  return {
    simulation,
    moments,
    observations,
    actions: recorded.actions,
    rewards: recorded.rewards,
    times: recorded.times,
    trail,
    length,
  };
}

/** Most steps of one answer of the core. */
const pageSize = 16_384;

/** Reads the steps of a demonstration and plays them again. */
export async function readReplay(
  client: Pick<LabClient['demonstrations'], 'steps'>,
  environment: Pick<EnvironmentRow, 'spec'>,
  demonstration: Pick<Demonstration, 'id' | 'seed' | 'length'>,
): Promise<Replay> {
  const opened = await openEnvironment(environment.spec);
  if (opened.kind !== 'continuous')
    throw new LabError('InvalidInput', 'This environment is finite; its states are its replay.');
  const { id, seed, length } = demonstration;
  const pages: Steps[] = [];
  for (let from = 0; from < length; from += pageSize)
    pages.push(await client.steps({ id, from, count: pageSize }));
  const width = opened.environment.actionWidth;
  const actions = new Float32Array(length * width);
  const rewards = new Float64Array(length);
  const times = new Float32Array(length);
  for (const page of pages) {
    actions.set(page.actions, page.from * width);
    rewards.set(page.rewards, page.from);
    times.set(page.times, page.from);
  }
  return replay(opened.environment, seed, { actions, rewards, times });
}
