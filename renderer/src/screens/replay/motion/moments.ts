/** One moment of a replayed episode. */
import type { Scene, Simulation } from '../../../../../core/environments/index.ts';
import type { Replay } from '../../../world/scene/replay.ts';

export interface Moment {
  /** The step shown: the last one for an episode that is over. */
  readonly step: number;
  readonly state: Float64Array;
  readonly scene: Scene;
  /** null after the last action. */
  readonly action: number[] | null;
}

/** What an episode looks like at a step of the clock. */
export function momentOf(
  { dynamics, actionWidth }: Pick<Simulation, 'dynamics' | 'actionWidth'>,
  episode: Pick<Replay, 'moments' | 'actions' | 'length'>,
  at: number,
): Moment {
  const step = Math.min(at, episode.length);
  const state = Float64Array.from(episode.moments[step].state);
  const action =
    step < episode.length
      ? Array.from({ length: actionWidth }, (_, i) => episode.actions[step * actionWidth + i])
      : null;
  return { step, state, scene: dynamics.scene(state), action };
}
