/** What a comparison takes and gives: shapes only. They fit the contract's comparisons field by field. */
import type { Trajectory } from '../inverse/maxent/index.ts';
import type { FiniteWorld } from '../mdp/world.ts';

/** A policy over a finite world. */
export interface PolicyTable {
  /** T; 0 for a stationary policy. */
  readonly horizon: number;
  /** [T*S*A] or [S*A]; rows of terminal states are not read. */
  readonly policy: Float64Array;
}

/** A number with a 95 % bootstrap interval (null where there is none) and its sample size. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

/** A run to compare. The two references are added by themselves. */
export interface ComparedRun {
  readonly runId: string;
  readonly label: string;
  readonly policy: PolicyTable;
  /** [S*A] the recovered reward; null when the run recovered none. */
  readonly recoveredReward: Float64Array | null;
  /** Indices of the demonstrations that the run never trained on; null when it trained on all or knew none of them. */
  readonly heldOut: readonly number[] | null;
  /** Whether the run trained on demonstrations of this list (those not held out). */
  readonly trainedOnThese: boolean;
}

export type Subject = { kind: 'run'; runId: string } | { kind: 'random' } | { kind: 'true-reward' };

/** One line of the table; the contract's comparison row. */
export interface ComparedRow {
  subject: Subject;
  label: string;
  logLikelihood: Estimate;
  featureGap: Estimate;
  totalVariation: Estimate;
  jensenShannon: Estimate;
  valueDifference: Estimate | null;
  epic: number | null;
  pearson: number | null;
  spearman: number | null;
  meanReturn: Estimate | null;
  successRate: Estimate;
  returns: Float64Array;
  visitation: Float64Array;
}

export interface CompareInput {
  readonly world: FiniteWorld;
  readonly demonstrations: readonly Trajectory[];
  readonly runs: readonly ComparedRun[];
  /** Weight of the next step in feature counts, values and EPIC; (0, 1]. 1 counts every step of an episode alike. */
  readonly discount: number;
  /** Seed of the rollouts and the bootstrap. */
  readonly seed: number;
  /** Rollouts per row, each at most as long as the longest demonstration. */
  readonly rollouts: number;
}

/** The contract's comparison without its ids. */
export interface CompareOutput {
  /** [S] */
  expertVisitation: Float64Array;
  /** Empty where the truth is unknown. */
  expertReturns: Float64Array;
  rows: ComparedRow[];
  remarks: string[];
}
