import type { Environment } from '../environments/index.ts';
import type { Engine } from '../networks/index.ts';
import type { SavedPolicy } from './policies/saved.ts';
import type { RewardModel } from './transitions.ts';

/** What every method of forward max-ent RL by sampling is given. */
export interface ForwardProblem<Settings> {
  readonly environment: Environment;
  readonly settings: Settings;
  /** Everything random is derived from it. */
  readonly seed: number;
  readonly engine: Engine;
  /** What is maximised in place of the environment's reward; null for the environment's own. */
  readonly reward: RewardModel | null;
}

/** What one iteration reports: finite numbers by name; a metric that is not known yet is left out. */
export interface ForwardReport {
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Nothing is left to do. */
  readonly finished: boolean;
}

/**
 * Training, one iteration (some environment steps and their updates, well under a second) at a time. Equal problems
 * give equal bits with the fused engine, whether or not training was stopped and resumed in between.
 *
 * A `step` that throws (`NonFinite`) leaves policy and checkpoint as they were after the last good iteration.
 */
export interface ForwardTrainer {
  readonly iteration: number;
  readonly maxIterations: number;
  /** Environment steps taken so far. */
  readonly environmentSteps: number;
  step(): ForwardReport;
  policy(): SavedPolicy;
  /** Everything that the next step depends on: networks with their moments, replay, generator, the running episode. */
  checkpoint(): Uint8Array;
  /** Gives the networks back to the engine. */
  dispose(): void;
}
