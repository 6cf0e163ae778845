/**
 * Simulators: the same code steps a person's recording on the page, an expert's in the core process, and training.
 * All randomness comes from the episode's seed, so seed and actions replay an episode exactly.
 */

import type { RandomState } from '../base/random.ts';
import type { Space } from './space.ts';

/** What one step answered. */
export interface StepResult {
  /** [observationWidth] the observation after the step. */
  readonly observation: ArrayLike<number>;
  readonly reward: number;
  /** The task ended (goal, terminal state). */
  readonly terminated: boolean;
  /** The time limit cut the episode; the task did not end. */
  readonly truncated: boolean;
}

/** All that an episode goes on from: plain data, exact, through JSON too. */
export interface SavedSimulation {
  /** [stateWidth] the state inside; [1] the index of a finite world's. */
  readonly state: readonly number[];
  readonly random: RandomState;
  /** Steps taken since the reset. */
  readonly steps: number;
  readonly running: boolean;
}

/** A running environment. One instance plays one episode at a time. */
export interface Environment {
  /** Numbers per observation; 1 for finite worlds (the state's index). */
  readonly observationWidth: number;
  /** Numbers per action; 1 for finite worlds (the action's index). */
  readonly actionWidth: number;
  /** How both are stored: `i32` for indices, `f32` for continuous values. */
  readonly dtype: 'i32' | 'f32';
  /** Where observations lie: an index, or a box. */
  readonly observationSpace: Space;
  /** Where actions lie: an index, or a box. */
  readonly actionSpace: Space;
  /** Steps per second while a person drives; null for turn-based worlds, which wait for the key. */
  readonly rate: number | null;
  /** The time limit: an episode is cut after so many steps. */
  readonly maxSteps: number;
  /** Starts an episode; returns its first observation. */
  reset(seed: number): ArrayLike<number>;
  /**
   * Starts an episode in a state of one's choice; the seed is for what is random in its steps.
   * Throws `InvalidInput`, where `state`, for what is no state.
   */
  resetTo(state: ArrayLike<number>, seed: number): ArrayLike<number>;
  /** Takes one step. Throws `InvalidInput` for an action outside the space and `Conflict` after the end. */
  step(action: ArrayLike<number>): StepResult;
  /** All that is needed to go on exactly from here. */
  save(): SavedSimulation;
  /** Goes back to a save of this environment or of an equal one; returns the observation there. */
  restore(saved: SavedSimulation): ArrayLike<number>;
}

/** Seed of episode `index` of a recording session. */
export type EpisodeSeed = (sessionSeed: number, index: number) => number;

/**
 * One recorded episode of T steps, in columns.
 * Observations hold T + 1 rows: the one before each action, and the last one.
 */
export interface Episode {
  readonly seed: number;
  /** [(T+1) * observationWidth] */
  readonly observations: Int32Array | Float32Array;
  /** [T * actionWidth] */
  readonly actions: Int32Array | Float32Array;
  /** [T] */
  readonly rewards: Float64Array;
  readonly terminated: boolean;
  readonly truncated: boolean;
}
