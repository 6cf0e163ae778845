/** What guided cost learning takes and gives: shapes only. */
import type { Environment, Episode } from '../../environments/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { GuidedCostSettings } from './spec.ts';

/** A demonstration: an episode without its rewards. */
export type GuidedCostDemonstration = Pick<Episode, 'observations' | 'actions' | 'terminated'>;

export interface GuidedCostProblem {
  readonly environment: Environment;
  readonly demonstrations: readonly GuidedCostDemonstration[];
  readonly settings: GuidedCostSettings;
  /** Everything random is derived from it. */
  readonly seed: number;
  readonly engine: Engine;
}

/** What one iteration reports: finite numbers by name; one that is not known is left out. */
export interface GuidedCostReport {
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly finished: boolean;
}

/** Plain-words facts about the reward as it is. */
export interface GuidedCostDiagnostics {
  readonly iterations: number;
  /** mean_demo R - log Z per demonstration, nats, but for the dynamics' own; null before the first iteration. */
  readonly logLikelihood: number | null;
  readonly logPartition: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Trajectories that the estimate rests on, as a share of all. */
  readonly effectiveSampleSize: number | null;
  readonly remarks: readonly string[];
}
