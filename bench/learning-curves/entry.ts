import type { EnvironmentSpecInput } from '../../core/environments/index.ts';
import type { Choosing, ForwardProblem, ForwardTrainer } from '../../core/forward/index.ts';

/** What a trainer is given, but for its settings. */
export type TrainingStart = Omit<ForwardProblem<never>, 'settings'>;

/** One task that an algorithm is to learn, and the result that has to come out. */
export interface Entry {
  /** Name of its files and the word that chooses it on the command line. */
  readonly id: string;
  readonly algorithm: string;
  readonly task: string;
  readonly environment: EnvironmentSpecInput;
  /** One training for each; the charts show their mean and their range. */
  readonly seeds: readonly number[];
  /** Makes the trainer; its settings are in here. */
  readonly trainer: (start: TrainingStart) => ForwardTrainer;
  /** How the policy is judged at the end. */
  readonly evaluation: { readonly episodes: number; readonly choosing: Choosing };
  /** Mean return that every seed has to reach. */
  readonly threshold: number;
  /** What is worth knowing about the settings, one sentence; empty for nothing. */
  readonly remark: string;
}

/** What the training of one seed came to. */
export interface SeedResult {
  readonly seed: number;
  /** Environment steps and the mean return of the episodes that ended up to there since the point before. */
  readonly curve: readonly (readonly [steps: number, returned: number])[];
  readonly steps: number;
  /** Mean return of the evaluation. */
  readonly mean: number;
  readonly seconds: number;
}

/** What is kept of an entry, as JSON beside its chart. */
export interface EntryResult {
  readonly id: string;
  readonly results: readonly SeedResult[];
}
