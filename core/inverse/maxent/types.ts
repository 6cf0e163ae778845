/** What MaxEnt IRL takes and gives: shapes only. */
import type { FiniteMdp, StateFeatures } from '../../mdp/finite-mdp.ts';
import type { MaxEntSettings } from './spec.ts';

/** One demonstration of T steps in a finite world. */
export interface Trajectory {
  /**
   * [T+1] state before each action and, last, the state after the last action. [T] when the last state was not
   * recorded: it is then summed out.
   */
  readonly states: Int32Array;
  /** [T] */
  readonly actions: Int32Array;
  /** Ended in a terminal state; otherwise it was cut short. */
  readonly terminated: boolean;
}

/** `finite`: exactly `steps` steps, undiscounted. `discounted`: for ever, the next step weighing `discount` in [0, 1). */
export type MaxEntHorizon =
  | { readonly kind: 'finite'; readonly steps: number }
  | { readonly kind: 'discounted'; readonly discount: number };

/** The estimation problem, complete but for the weights. */
export interface MaxEntObjective {
  readonly mdp: FiniteMdp;
  /** phi(s): the reward is r(s) = phi(s) w. `stateIndicators` gives one weight per state. */
  readonly features: StateFeatures;
  readonly demonstrations: readonly Trajectory[];
  readonly horizon: MaxEntHorizon;
  /** alpha > 0. */
  readonly temperature: number;
  readonly model: 'causal' | 'posterior';
  readonly objective: 'likelihood' | 'feature-matching';
  /** lambda >= 0; the penalty is lambda/2 |w|^2. */
  readonly l2: number;
}

/** The objective at one point. Sums over steps are per demonstration; all numbers in nats or feature units. */
export interface MaxEntEvaluation {
  /** Mean log-likelihood of a demonstration (the dynamics' own log-probability, which no reward moves, is left out). */
  readonly logLikelihood: number;
  /** The same per step. */
  readonly logLikelihoodPerStep: number;
  /** logLikelihood - lambda/2 |w|^2. */
  readonly penalisedLogLikelihood: number;
  /** What the optimiser climbs: the penalised likelihood, or the penalised dual of feature matching. */
  readonly objective: number;
  /** [F] exact gradient of `objective`. */
  readonly gradient: Float64Array;
  /** [F] gradient of the unpenalised objective. */
  readonly dataGradient: Float64Array;
  /** [F] demonstrated minus expected feature counts per demonstration, the model starting where the demonstrations do. */
  readonly featureDifference: Float64Array;
  /** Euclidean length of `featureDifference`, and relative to the demonstrated counts. */
  readonly featureGap: number;
  readonly relativeFeatureGap: number;
}

/** A training problem: data, world and settings. */
export interface MaxEntProblem {
  readonly mdp: FiniteMdp;
  readonly features: StateFeatures;
  readonly demonstrations: readonly Trajectory[];
  readonly heldOut: readonly Trajectory[];
  readonly settings: MaxEntSettings;
  /** [parameters] where to start; null for zeros. */
  readonly initialWeights: Float64Array | null;
}

/** What one iteration answered. */
export interface IterationReport {
  readonly iteration: number;
  /** No component of the gradient is larger than the tolerance. */
  readonly converged: boolean;
  /** Nothing more to do: converged, out of iterations, or the line search found no better point. */
  readonly finished: boolean;
  /** Why it finished; null while it goes on. */
  readonly reason: 'converged' | 'max-iterations' | 'stalled' | null;
  /** logLikelihood and heldOutLogLikelihood are per step (nats); heldOutLogLikelihood is absent with nothing held out. */
  readonly metrics: Record<string, number>;
}

/** The soft-optimal policy of a reward, as the model defines it; fields as in the contract's policy artifact. */
export interface MaxEntPolicy {
  /** T; 0 for a stationary policy. */
  readonly horizon: number;
  readonly temperature: number;
  /** 1 for a finite horizon. */
  readonly discount: number;
  /** [T*S*A] or [S*A]; rows of terminal states are zero. */
  readonly policy: Float64Array;
  /** [S] soft value at the first step. */
  readonly value: Float64Array;
  /** [S] expected (discounted) visits from p0 under the true dynamics, arrivals in terminal states included. */
  readonly visitation: Float64Array;
}

/** Plain-words facts about a recovered reward; the shape of the contract's diagnostics. */
export interface MaxEntDiagnostics {
  converged: boolean;
  iterations: number;
  logLikelihood: number;
  heldOutLogLikelihood: number | null;
  featureGap: number;
  relativeFeatureGap: number;
  gradientNorm: number;
  identification: { rank: number; parameters: number; upTo: string[]; unidentified: string[] };
  remarks: string[];
}
