import type { Random } from '../../base/random.ts';

/** A policy that acts: a batch of raw observations in, actions of the environment out. Row-major f32 throughout. */
export interface Policy {
  readonly observationWidth: number;
  /** Numbers per action; 1 for an index. */
  readonly actionWidth: number;
  /** One draw a ~ π(·|s) for each row, [rows * actionWidth]. */
  sample(observations: ArrayLike<number>, rows: number, random: Random): Float32Array;
  /** The action at the middle of each distribution: its mode where it has one, the image of zero noise otherwise. */
  mode(observations: ArrayLike<number>, rows: number): Float32Array;
  /**
   * log π(a|s) for each row, [rows]: a density over actions in the environment's units, or a probability of an index.
   * Null for a policy that can only be drawn from.
   */
  readonly logDensity:
    | ((observations: ArrayLike<number>, actions: ArrayLike<number>, rows: number) => Float64Array)
    | null;
  /** Gives its networks back. */
  dispose(): void;
}
