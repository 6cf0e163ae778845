import type { Random } from '../../base/random.ts';
import type { Dynamics } from '../simulation.ts';

/** What a scripted expert is, for lists and forms. */
export interface ExpertDescription {
  /** Unique among the experts of one environment. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what it does. */
  readonly description: string;
}

/** How an expert acts. All three are always said; which of them a law heeds its description tells. */
export interface ExpertSettings {
  /**
   * Noise on the actions, at least 0. Boxes: Gaussian, with this fraction of the width of the action's range as standard
   * deviation (of 1 where the range is unbounded), then clipped to the range. Indices: the probability of an action drawn
   * evenly instead.
   */
  readonly noise: number;
  /** alpha >= 0 of the soft-optimal expert; the others do not heed it. */
  readonly temperature: number;
  /** gamma in (0, 1] of the soft-optimal expert; the others do not heed it. */
  readonly discount: number;
}

/** A scripted expert in one environment. The same seed, observations and states give the same actions, bit by bit. */
export interface Expert {
  readonly description: ExpertDescription;
  /** Starts an episode: draws what stays the same in it (a goal, a detour) and restarts the noise. */
  begin(seed: number): void;
  /**
   * The action here.
   *
   * @param observation [observationWidth] what a person sees
   * @param state [stateWidth] the simulator's state (`Simulation.state`); not changed
   * @returns [actionWidth] within the action space, ready for `step`
   */
  act(observation: ArrayLike<number>, state: Float64Array): Float32Array;
}

/** What one moment is: all that a law may look at. */
export interface Moment {
  readonly state: Float64Array;
  readonly observation: ArrayLike<number>;
}

/** A control law without noise: what differs from environment to environment. */
export interface ControlLaw {
  /** Starts an episode; `random` is for the choices of the whole episode, and stays the law's own. */
  begin(random: Random): void;
  /** Writes the action, unclipped where the space is a box. */
  act(moment: Moment, action: Float64Array): void;
}

/** A law with its description; `create` may take its time (a plan, a gain), `act` may not. */
export interface Script extends ExpertDescription {
  create(dynamics: Dynamics, settings: ExpertSettings): ControlLaw;
}

/** A law without memory and choices. */
export const feedback = (act: ControlLaw['act']): ControlLaw => ({ begin: () => undefined, act });
