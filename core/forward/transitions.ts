/**
 * A batch of transitions as learners see it: row-major f32, raw numbers of the environment (see `encoding.ts` for what
 * networks are given). `terminated` is 1 where the task ended; a time limit is no end, its values are bootstrapped.
 */
export interface TransitionBatch {
  readonly rows: number;
  /** [rows * observationWidth] */
  readonly observations: Float32Array;
  /** [rows * actionWidth] */
  readonly actions: Float32Array;
  /** [rows] what the environment paid. */
  readonly rewards: Float32Array;
  /** [rows * observationWidth] */
  readonly nextObservations: Float32Array;
  /** [rows] 1 or 0. */
  readonly terminated: Float32Array;
}

/**
 * A reward in place of the environment's own: inverse reinforcement learning improves policies against what it has
 * learned so far, and a run may solve a recovered reward afresh.
 */
export interface RewardModel {
  /** r of each transition, [rows]. */
  rewards(batch: TransitionBatch): Float32Array;
  /** States of the demonstrations that it was learned from, as `resetTo` takes them; see `starts.ts`. None where absent. */
  readonly starts?: readonly ArrayLike<number>[];
}
