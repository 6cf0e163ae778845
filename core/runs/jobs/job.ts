/**
 * What the worker knows of an algorithm. An adapter per algorithm turns its trainer into a {@link Job}; the loop, the
 * queue, checkpoints, progress and cancelling are the same for all.
 */
import type { Diagnostics, RunSpec } from '../../contract/index.ts';
import type { EnvironmentSpec } from '../../environments/index.ts';
import type { StoredPolicy, StoredReward } from '../../store/api.ts';

/** One demonstration as training sees it: i32 indices of a finite world, f32 numbers of a continuous one. */
export interface JobEpisode {
  /** [(T + 1) * observationWidth] the observation before each action, and the last one. */
  readonly observations: Int32Array | Float32Array;
  /** [T * actionWidth] */
  readonly actions: Int32Array | Float32Array;
  readonly terminated: boolean;
  /** From which it plays again where it was recorded here. */
  readonly seed: number;
}

/** A demonstration of a finite world. */
export interface JobTrajectory {
  /** [T + 1] the state before each action, and the last one. */
  readonly states: Int32Array;
  /** [T] */
  readonly actions: Int32Array;
  readonly terminated: boolean;
}

/** Everything a job needs, as plain data: a worker never sees the lab file. */
export interface JobInput {
  readonly spec: RunSpec;
  readonly environment: EnvironmentSpec;
  /**
   * In the dataset's order: what a reward is learned from, or the reward that is solved was and episodes may start in; empty
   * for anything else.
   */
  readonly demonstrations: readonly JobEpisode[];
  /** The recovered reward to solve; null unless the spec names a source run. */
  readonly sourceReward: StoredReward | null;
  /** Where to go on; null to begin. */
  readonly checkpoint: { readonly iteration: number; readonly state: Uint8Array } | null;
}

type WithoutRun<T> = T extends unknown ? Omit<T, 'runId'> : never;
export type RewardSnapshot = WithoutRun<StoredReward>;
export type TabularRewardSnapshot = Extract<RewardSnapshot, { kind: 'tabular' }>;
export type PolicySnapshot = WithoutRun<StoredPolicy>;

/** What one iteration reports. */
export interface JobReport {
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Distance from convergence as a multiple of the tolerance (1 = there); null where there is no such number. */
  readonly gap: number | null;
  /** Nothing is left to do: converged, or out of iterations. */
  readonly done: boolean;
}

export interface JobResult {
  readonly iteration: number;
  /** Null where the reward is the environment's own and no table. */
  readonly reward: RewardSnapshot | null;
  readonly policy: PolicySnapshot;
  /** Null for algorithms that recover no reward. */
  readonly diagnostics: Diagnostics | null;
}

/**
 * One training job. A `step` that throws leaves the job at its last good iteration: `checkpoint` and `reward` then
 * still answer for that one. Equal inputs give bit-equal results, whether or not the job was stopped in between.
 */
export interface Job {
  /** What computes, and why it was chosen: a sentence or two for the run's row. */
  readonly engine: string;
  /** Iterations done so far. */
  readonly iteration: number;
  /** The job ends after this many at the latest. */
  readonly maxIterations: number;
  step(): JobReport;
  checkpoint(): Uint8Array;
  /** The reward so far; the same object as before says that nothing changed. Null where there is none to show. */
  reward(): RewardSnapshot | null;
  /** The policy so far; null where it is only known at the end. */
  policy(): PolicySnapshot | null;
  result(): JobResult;
  /** Gives back what it holds outside of JavaScript's memory. */
  dispose(): void;
}

/** What jobs of finite worlds compute with: double precision, compiled from these sources. */
export const exactEngine = 'TypeScript, float64, exact sweeps over the states.';

export type JobFactory = (input: JobInput) => Job | Promise<Job>;
