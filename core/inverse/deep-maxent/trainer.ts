import { LabError } from '../../base/errors.ts';
import { deriveSeed } from '../../base/random.ts';
import { packState, unpackState } from '../../forward/index.ts';
import type { FiniteMdp, StateFeatures } from '../../mdp/finite-mdp.ts';
import { adamDefaults, type Engine, type Network, type SavedNetwork } from '../../networks/index.ts';
import { allFinite } from '../../numerics/index.ts';
import { createModel, Estimator } from '../maxent/estimator.ts';
import { type Evidence, evidenceOf } from '../maxent/evidence.ts';
import { identify } from '../maxent/identification.ts';
import type { IterationReport, MaxEntDiagnostics, MaxEntPolicy, Trajectory } from '../maxent/index.ts';
import { checkTrajectories } from '../maxent/index.ts';
import { dataRemarks, endingRemarks } from '../maxent/remarks.ts';
import { linearReward, pullBack, stateReward } from '../maxent/reward-map.ts';
import { rewardShape, standardised } from './feature-reward.ts';
import type { DeepMaxEntSettings } from './spec.ts';

/** A training problem: data, world and settings. */
export interface DeepMaxEntProblem {
  readonly mdp: FiniteMdp;
  readonly features: StateFeatures;
  readonly demonstrations: readonly Trajectory[];
  readonly heldOut: readonly Trajectory[];
  readonly settings: DeepMaxEntSettings;
  /** Of the network's first parameters. */
  readonly seed: number;
  readonly engine: Engine;
}

interface Progress {
  readonly kind: 'deep-maxent';
  readonly iteration: number;
}

/** Everything at the network's parameters; the network holds the gradient of the loss there. */
interface Point {
  readonly metrics: Readonly<Record<string, number>>;
  readonly reward: Float64Array;
  /** Largest component of the gradient. */
  readonly slope: number;
}

function estimatorOf(problem: DeepMaxEntProblem, map: ReturnType<typeof linearReward>): Estimator {
  const { mdp, demonstrations, heldOut, settings } = problem;
  const { horizonKind, discount, temperature, model, objective, l2 } = settings;
  const steps = [...demonstrations, ...heldOut].reduce((most, one) => Math.max(most, one.actions.length), 1);
  const horizon =
    horizonKind === 'finite'
      ? ({ kind: 'finite', steps } as const)
      : ({ kind: 'discounted', discount } as const);
  return new Estimator({ mdp, map, demonstrations, horizon, temperature, model, objective, l2 });
}

/**
 * Deep MaxEnt IRL (Wulfmeier, Ondruska and Posner, 2015): the reward is a network of the state's features, r(s) =
 * f_θ(φ(s)), inside the exact solver of MaxEnt IRL. The exact gradient by r(s) goes back through the network; one
 * iteration is one step of Adam. Equal problems give equal bits with the fused engine, resumed or not.
 *
 * A `step` that throws `NonFinite` leaves the trainer at its last good iteration.
 */
export class DeepMaxEntTrainer {
  readonly #problem: DeepMaxEntProblem;
  readonly #estimator: Estimator;
  readonly #heldOut: Evidence;
  /** [S * F] */
  readonly #inputs: Float32Array;
  #network: Network;
  #iteration = 0;
  #point: Point;
  /** What the solver started from when it measured the present point; with it a resumed trainer finds the same bits. */
  #warm: Float64Array;

  /**
   * @param checkpoint of a trainer of an equal problem, to go on from; null starts afresh
   * @throws LabError InvalidInput for an ill-posed problem or a checkpoint of something else
   */
  constructor(problem: DeepMaxEntProblem, checkpoint: Uint8Array | null) {
    const { mdp, features, demonstrations, heldOut, settings, seed, engine } = problem;
    if (demonstrations.length === 0)
      throw new LabError('InvalidInput', 'There are no demonstrations to learn from.', {
        where: 'demonstrations',
        remedy: 'Record some, or hold out fewer.',
      });
    this.#problem = problem;
    this.#estimator = estimatorOf(problem, linearReward(features, mdp.stateCount));
    checkTrajectories(mdp, heldOut, 'heldOut');
    this.#heldOut = evidenceOf(mdp, heldOut);
    this.#inputs = standardised(features);
    const shape = rewardShape(features, settings);
    if (checkpoint === null) {
      this.#network = engine.create({ shape, seed: deriveSeed(seed, 'reward'), outputScale: 0.1 });
      this.#warm = this.#estimator.model.warmStart();
    } else {
      const { json, arrays, networks } = unpackState(checkpoint);
      const progress = json as Progress | null;
      if (progress?.kind !== 'deep-maxent')
        throw new LabError('InvalidInput', 'This checkpoint belongs to another method.');
      this.#network = engine.load(networks.reward);
      this.#iteration = progress.iteration;
      this.#warm = arrays.warm as Float64Array;
      this.#estimator.model.restoreWarmStart(this.#warm);
    }
    this.#point = this.#measure();
  }

  get iteration(): number {
    return this.#iteration;
  }

  /** One step of Adam; once finished it changes nothing and answers the last report. */
  step(): IterationReport {
    const before = this.report();
    if (before.finished) return before;
    const saved = this.#network.save();
    const warm = this.#warm;
    try {
      this.#network.adamStep(adamDefaults(this.#problem.settings.stepSize));
      this.#warm = this.#estimator.model.warmStart();
      this.#point = this.#measure();
    } catch (thrown) {
      this.#network.dispose();
      this.#network = this.#problem.engine.load(saved);
      this.#warm = warm;
      this.#estimator.model.restoreWarmStart(warm);
      this.#point = this.#measure();
      throw thrown;
    }
    this.#iteration++;
    return this.report();
  }

  /** The report of the present point (iteration 0 before the first step). */
  report(): IterationReport {
    const { gradientTolerance, maxIterations } = this.#problem.settings;
    const converged = this.#point.slope <= gradientTolerance;
    const finished = converged || this.#iteration >= maxIterations;
    return {
      iteration: this.#iteration,
      converged,
      finished,
      reason: converged ? 'converged' : finished ? 'max-iterations' : null,
      metrics: { ...this.#point.metrics },
    };
  }

  /** Empty: the parameters of a network mean nothing one by one; see {@link network}. */
  get weights(): Float64Array {
    return new Float64Array(0);
  }

  get parameterNames(): readonly string[] {
    return [];
  }

  /** The network, from standardised features to the reward. */
  network(): SavedNetwork {
    return this.#network.save();
  }

  /** [S] */
  get stateReward(): Float64Array {
    return this.#point.reward.slice();
  }

  /** [S*A] the state reward repeated over actions. */
  get reward(): Float64Array {
    const { stateCount, actionCount } = this.#problem.mdp;
    const byState = this.#point.reward;
    return Float64Array.from(
      { length: stateCount * actionCount },
      (_, i) => byState[Math.trunc(i / actionCount)],
    );
  }

  /** The soft-optimal policy of the present reward, as the model defines it. */
  policy(): MaxEntPolicy {
    const model = createModel(this.#estimator.input);
    model.solve(this.#point.reward);
    return model.policy();
  }

  checkpoint(): Uint8Array {
    const progress: Progress = { kind: 'deep-maxent', iteration: this.#iteration };
    return packState({
      json: progress,
      arrays: { warm: this.#warm },
      networks: { reward: this.#network.save() },
    });
  }

  /**
   * Plain-words facts, as MaxEnt IRL gives them. What is identified is said of the rewards of single states, which are
   * what the demonstrations speak about; the network may tie them together. Ask once at the end.
   */
  diagnostics(): MaxEntDiagnostics {
    const { mdp, heldOut, settings } = this.#problem;
    const { input } = this.#estimator;
    const { converged, reason, metrics } = this.report();
    const byState = estimatorOf(this.#problem, stateReward(mdp.stateCount));
    const { exact, ...identification } = identify(byState, this.#point.reward);
    const ending = endingRemarks(input, {
      reason,
      iterations: this.#iteration,
      gradientNorm: this.#point.slope,
      gradientTolerance: settings.gradientTolerance,
      relativeFeatureGap: metrics.relativeFeatureGap,
      rankIsExact: exact,
      unbounded: false,
    });
    return {
      converged,
      iterations: this.#iteration,
      logLikelihood: metrics.logLikelihood,
      heldOutLogLikelihood: metrics.heldOutLogLikelihood ?? null,
      featureGap: metrics.featureGap,
      relativeFeatureGap: metrics.relativeFeatureGap,
      gradientNorm: metrics.gradientNorm,
      identification,
      remarks: [
        'The likelihood of a network has more than one summit: another seed may find another reward.',
        ...ending,
        ...dataRemarks(input, heldOut),
      ],
    };
  }

  /** Gives the network back to the engine. */
  dispose(): void {
    this.#network.dispose();
  }

  /** Solves for the present reward and leaves the gradient of the loss in the network. */
  #measure(): Point {
    const { mdp, settings } = this.#problem;
    const { model, evidence, input } = this.#estimator;
    const reward = Float64Array.from(this.#network.forward(this.#inputs, mdp.stateCount));
    model.solve(reward);
    const likelihood = settings.objective === 'likelihood';
    const value = likelihood ? model.logLikelihood(evidence) : model.matching(evidence);
    const byState = likelihood ? model.likelihoodGradient(evidence) : model.matchingGradient(evidence);
    this.#network.backwardWeights(Float32Array.from(byState, (g) => -g));
    const parameters = this.#network.parameters();
    if (settings.l2 > 0) this.#network.addToGradient(parameters, settings.l2);
    const slope = this.#network.gradient().reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    if (!Number.isFinite(value) || !allFinite(byState) || !Number.isFinite(slope))
      throw new LabError(
        'NonFinite',
        `Iteration ${this.#iteration + 1} led to numbers that are not finite.`,
        {
          kept: `The reward of iteration ${this.#iteration} was kept.`,
          remedy: 'Use a smaller step size, a higher temperature, or a larger L2 penalty.',
        },
      );
    const squares = parameters.reduce((sum, p) => sum + p * p, 0);
    const difference = pullBack(input.map, model.matchingGradient(evidence)).map(
      (d) => d * settings.temperature,
    );
    const { gap, relative } = this.#estimator.featureGap(difference);
    const perStep = (of: Evidence) => (model.logLikelihood(of) * of.count) / of.steps;
    return {
      reward,
      slope,
      metrics: {
        objective: value - 0.5 * settings.l2 * squares,
        logLikelihood: perStep(evidence),
        featureGap: gap,
        relativeFeatureGap: relative,
        gradientNorm: slope,
        ...(this.#heldOut.count > 0 ? { heldOutLogLikelihood: perStep(this.#heldOut) } : {}),
      },
    };
  }
}
