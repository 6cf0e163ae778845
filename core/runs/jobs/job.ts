/**
 * What the worker knows of an algorithm. An adapter per algorithm turns its trainer into a {@link Job}; the loop, the
 * queue, checkpoints, progress and cancelling are the same for all.
 */
import type { Diagnostics, PolicyArtifact, RewardArtifact, RunSpec } from '../../contract/index.ts';
import type { WorldSpec } from '../../mdp/spec.ts';

/** One demonstration as training sees it. */
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
  readonly world: WorldSpec;
  /** In the dataset's order; empty for algorithms without data. */
  readonly demonstrations: readonly JobTrajectory[];
  /** [S*A] the recovered reward to solve; null unless the spec names a source run. */
  readonly sourceReward: Float64Array | null;
  /** Where to go on; null to begin. */
  readonly checkpoint: { readonly iteration: number; readonly state: Uint8Array } | null;
}

export type RewardSnapshot = Omit<RewardArtifact, 'runId'>;
export type PolicySnapshot = Omit<PolicyArtifact, 'runId'>;

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
  readonly reward: RewardSnapshot;
  readonly policy: PolicySnapshot;
  /** Null for algorithms that recover no reward. */
  readonly diagnostics: Diagnostics | null;
}

/**
 * One training job. A `step` that throws leaves the job at its last good iteration: `checkpoint` and `reward` then
 * still answer for that one. Equal inputs give bit-equal results, whether or not the job was stopped in between.
 */
export interface Job {
  /** Iterations done so far. */
  readonly iteration: number;
  /** The job ends after this many at the latest. */
  readonly maxIterations: number;
  step(): JobReport;
  checkpoint(): Uint8Array;
  reward(): RewardSnapshot;
  result(): JobResult;
}

export type JobFactory = (input: JobInput) => Job;
