import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { dot, norm } from '../../numerics/index.ts';
import { DiscountedModel } from './discounted-model.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { FiniteModel } from './finite-model.ts';
import type { EntropyModel } from './model.ts';
import { pullBack, type RewardMap, rewardOf } from './reward-map.ts';
import type { MaxEntEvaluation, MaxEntHorizon, Trajectory } from './types.ts';
import { checkModel, checkStarts, checkTrajectories } from './validate.ts';

/** What an estimator is made of: the problem with its reward as a map from weights. */
export interface EstimatorInput {
  readonly mdp: FiniteMdp;
  readonly map: RewardMap;
  readonly demonstrations: readonly Trajectory[];
  readonly horizon: MaxEntHorizon;
  readonly temperature: number;
  readonly model: 'causal' | 'posterior';
  readonly objective: 'likelihood' | 'feature-matching';
  readonly l2: number;
}

/** A model of its own for this horizon, nothing solved yet. */
export function createModel(input: {
  mdp: FiniteMdp;
  horizon: MaxEntHorizon;
  temperature: number;
  model: 'causal' | 'posterior';
}): EntropyModel {
  const { mdp, horizon, temperature, model } = input;
  return horizon.kind === 'finite'
    ? new FiniteModel(mdp, horizon.steps, temperature, model)
    : new DiscountedModel(mdp, horizon.discount, temperature);
}

/** The penalised objective as a function of the weights, and everything else that is known at a point. */
export class Estimator {
  readonly input: EstimatorInput;
  readonly evidence: Evidence;
  readonly model: EntropyModel;
  readonly #reward: Float64Array;
  /** The weights that the model is solved for; null before the first. */
  #solved: Float64Array | null = null;

  /** `InvalidInput` unless the problem is well posed. */
  constructor(input: EstimatorInput) {
    checkTrajectories(input.mdp, input.demonstrations, 'demonstrations');
    const longest = input.demonstrations.reduce((most, { actions }) => Math.max(most, actions.length), 0);
    checkModel({ ...input, longest });
    if (input.model === 'posterior' && input.objective === 'likelihood')
      checkStarts(input.mdp, input.demonstrations, 'demonstrations');
    this.input = input;
    this.evidence = evidenceOf(input.mdp, input.demonstrations);
    this.model = createModel(input);
    this.#reward = new Float64Array(input.mdp.stateCount);
  }

  /** Solves the model for the weights unless it is solved for exactly these. */
  solveAt(weights: Float64Array): void {
    const solved = this.#solved;
    if (solved?.every((w, i) => w === weights[i])) return;
    rewardOf(this.input.map, weights, this.#reward);
    this.model.solve(this.#reward);
    this.#solved = weights.slice();
  }

  /** Takes the model as not solved, so that the next evaluation depends on nothing before it but the warm start. */
  forget(): void {
    this.#solved = null;
  }

  /** The penalised objective and its gradient: what the optimiser climbs. */
  readonly climb = (weights: Float64Array): { value: number; gradient: Float64Array } => {
    this.solveAt(weights);
    const { objective, l2, map } = this.input;
    const likelihood = objective === 'likelihood';
    const value = likelihood ? this.model.logLikelihood(this.evidence) : this.model.matching(this.evidence);
    const byState = likelihood
      ? this.model.likelihoodGradient(this.evidence)
      : this.model.matchingGradient(this.evidence);
    const gradient = pullBack(map, byState);
    for (let i = 0; i < gradient.length; i++) gradient[i] -= l2 * weights[i];
    return { value: value - 0.5 * l2 * dot(weights, weights), gradient };
  };

  /** Demonstrated minus expected feature counts, from states: Phi^T of alpha times the matching gradient. */
  featureDifference(weights: Float64Array): Float64Array {
    this.solveAt(weights);
    const difference = pullBack(this.input.map, this.model.matchingGradient(this.evidence));
    for (let i = 0; i < difference.length; i++) difference[i] *= this.input.temperature;
    return difference;
  }

  /** Euclidean length of a feature difference, and relative to the demonstrated counts (NaN-free: 0/0 is 0). */
  featureGap(difference: Float64Array): { gap: number; relative: number } {
    const gap = norm(difference);
    const demonstrated = norm(pullBack(this.input.map, this.model.demonstrated(this.evidence)));
    return { gap, relative: gap === 0 ? 0 : gap / Math.max(demonstrated, 1e-12) };
  }

  /** Everything at one point. */
  evaluate(weights: Float64Array): MaxEntEvaluation {
    const { value, gradient } = this.climb(weights);
    const { l2 } = this.input;
    const logLikelihood = this.model.logLikelihood(this.evidence);
    const featureDifference = this.featureDifference(weights);
    const { gap, relative } = this.featureGap(featureDifference);
    return {
      logLikelihood,
      logLikelihoodPerStep: (logLikelihood * this.evidence.count) / this.evidence.steps,
      penalisedLogLikelihood: logLikelihood - 0.5 * l2 * dot(weights, weights),
      objective: value,
      gradient,
      dataGradient: gradient.map((g, i) => g + l2 * weights[i]),
      featureDifference,
      featureGap: gap,
      relativeFeatureGap: relative,
    };
  }
}
