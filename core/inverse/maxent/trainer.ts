import { LabError } from '../../base/errors.ts';
import {
  Adam,
  allFinite,
  GradientAscent,
  Lbfgs,
  maxAbs,
  type NumberRecord,
  type Optimiser,
  packNumbers,
  startAt,
  unpackNumbers,
} from '../../numerics/index.ts';
import { createModel, Estimator } from './estimator.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { identify } from './identification.ts';
import { dataRemarks, endingRemarks } from './remarks.ts';
import { linearReward, rewardOf, stateReward } from './reward-map.ts';
import type { MaxEntSettings } from './spec.ts';
import type { IterationReport, MaxEntDiagnostics, MaxEntPolicy, MaxEntProblem } from './types.ts';
import { isUnbounded } from './unbounded.ts';
import { checkTrajectories } from './validate.ts';

const reasons = [null, 'converged', 'max-iterations', 'stalled'] as const;
const optimiserNames = ['lbfgs', 'gradient-ascent', 'adam'] as const;
const checkpointVersion = 1;

function estimatorOf(problem: MaxEntProblem): Estimator {
  const { mdp, features, demonstrations, heldOut, settings } = problem;
  if (demonstrations.length === 0) {
    throw new LabError('InvalidInput', 'There are no demonstrations to learn from.', {
      where: 'demonstrations',
      remedy: 'Record some, or hold out fewer.',
    });
  }
  const steps = [...demonstrations, ...heldOut].reduce(
    (most, { actions }) => Math.max(most, actions.length),
    1,
  );
  return new Estimator({
    mdp,
    map: settings.reward === 'state' ? stateReward(mdp.stateCount) : linearReward(features, mdp.stateCount),
    demonstrations,
    horizon:
      settings.horizonKind === 'finite'
        ? { kind: 'finite', steps }
        : { kind: 'discounted', discount: settings.discount },
    temperature: settings.temperature,
    model: settings.model,
    objective: settings.objective,
    l2: settings.l2,
  });
}

function restored(settings: MaxEntSettings, state: NumberRecord): Optimiser {
  if (settings.optimiser === 'lbfgs') return Lbfgs.fromState(state);
  if (settings.optimiser === 'adam') return Adam.fromState(state, settings.stepSize);
  return GradientAscent.fromState(state, settings.stepSize);
}

function fresh(problem: MaxEntProblem, estimator: Estimator): Optimiser {
  const parameters = estimator.input.map.parameters;
  const initial = problem.initialWeights ?? new Float64Array(parameters);
  if (initial.length !== parameters || !allFinite(initial)) {
    throw new LabError('InvalidInput', `There must be ${parameters} finite initial weights.`, {
      where: 'initialWeights',
    });
  }
  const start = startAt(initial, estimator.climb);
  if (!Number.isFinite(start.value) || !allFinite(start.gradient)) {
    throw new LabError('NonFinite', 'The objective is not a finite number at the initial weights.', {
      remedy: 'Start from smaller weights or use a higher temperature.',
    });
  }
  const { optimiser, stepSize } = problem.settings;
  if (optimiser === 'lbfgs') return new Lbfgs(start);
  return optimiser === 'adam' ? new Adam(start, stepSize) : new GradientAscent(start, stepSize);
}

/**
 * Training by MaxEnt IRL, one optimiser iteration at a time. Deterministic: the same problem gives the same bits, also
 * across a checkpoint.
 *
 * Errors: `InvalidInput` for an ill-posed problem (it says where), `NonFinite` from `step` when the numbers leave
 * float64 (weights and reward stay those of the last good iteration).
 */
export class MaxEntTrainer {
  readonly #problem: MaxEntProblem;
  readonly #estimator: Estimator;
  readonly #heldOut: Evidence;
  readonly #optimiser: Optimiser;
  #iteration = 0;
  #report: IterationReport;

  constructor(problem: MaxEntProblem, checkpoint: NumberRecord | null = null) {
    this.#problem = problem;
    this.#estimator = estimatorOf(problem);
    checkTrajectories(problem.mdp, problem.heldOut, 'heldOut');
    this.#heldOut = evidenceOf(problem.mdp, problem.heldOut);
    if (checkpoint === null) {
      this.#optimiser = fresh(problem, this.#estimator);
      this.#report = this.#measure(false);
      return;
    }
    this.#optimiser = restored(problem.settings, checkpoint);
    this.#estimator.model.restoreWarmStart(checkpoint['trainer.warm']);
    this.#iteration = checkpoint['trainer.meta'][3];
    const metrics = checkpoint['trainer.metrics'];
    this.#report = this.#reportOf(metrics, reasons[checkpoint['trainer.meta'][4]]);
  }

  /** Continues from a checkpoint of the same problem, bit for bit. `InvalidInput` for a checkpoint of another. */
  static resume(problem: MaxEntProblem, bytes: Uint8Array): MaxEntTrainer {
    const record = unpackNumbers(bytes);
    const meta = record['trainer.meta'];
    const parameters = problem.settings.reward === 'state' ? problem.mdp.stateCount : problem.features.count;
    const fits =
      meta?.[0] === checkpointVersion &&
      meta[1] === optimiserNames.indexOf(problem.settings.optimiser) &&
      meta[2] === parameters;
    if (!fits) throw new LabError('InvalidInput', 'This checkpoint belongs to a run with other settings.');
    return new MaxEntTrainer(problem, record);
  }

  /** One optimiser iteration; once finished it changes nothing and answers the last report. */
  step(): IterationReport {
    if (this.#report.finished) return this.#report;
    const outcome = this.#optimiser.step(this.#estimator.climb);
    if (outcome === 'non-finite') {
      throw new LabError(
        'NonFinite',
        `Iteration ${this.#iteration + 1} led to numbers that are not finite.`,
        {
          kept: `The reward of iteration ${this.#iteration} was kept.`,
          remedy: 'Use a smaller step size, a higher temperature, a larger L2 penalty, or L-BFGS.',
        },
      );
    }
    if (outcome === 'moved') this.#iteration++;
    this.#report = this.#measure(outcome === 'stalled');
    return this.#report;
  }

  /** The report of the current point (iteration 0 before the first step). */
  report(): IterationReport {
    return this.#report;
  }

  get iteration(): number {
    return this.#iteration;
  }

  /** [parameters] of the last good iteration. */
  get weights(): Float64Array {
    return this.#optimiser.x.slice();
  }

  get parameterNames(): readonly string[] {
    return this.#estimator.input.map.names;
  }

  /** [S] */
  get stateReward(): Float64Array {
    const reward = new Float64Array(this.#problem.mdp.stateCount);
    rewardOf(this.#estimator.input.map, this.#optimiser.x, reward);
    return reward;
  }

  /** [S*A] the state reward repeated over actions. */
  get reward(): Float64Array {
    const { stateCount, actionCount } = this.#problem.mdp;
    const byState = this.stateReward;
    return Float64Array.from(
      { length: stateCount * actionCount },
      (_, i) => byState[Math.trunc(i / actionCount)],
    );
  }

  /** Everything that the next step depends on. */
  checkpoint(): Uint8Array {
    const meta = [
      checkpointVersion,
      optimiserNames.indexOf(this.#problem.settings.optimiser),
      this.#optimiser.x.length,
      this.#iteration,
      reasons.indexOf(this.#report.reason),
    ];
    return packNumbers({
      ...this.#optimiser.state(),
      'trainer.meta': Float64Array.from(meta),
      'trainer.warm': this.#estimator.model.warmStart(),
      'trainer.metrics': Float64Array.from(this.#metricNames(), (name) => this.#report.metrics[name]),
    });
  }

  /** The soft-optimal policy of the current reward, as the model defines it. */
  policy(): MaxEntPolicy {
    const model = createModel(this.#estimator.input);
    model.solve(this.stateReward);
    return model.policy();
  }

  /** Plain-words facts; computes the rank of what is identified, so ask once at the end. */
  diagnostics(): MaxEntDiagnostics {
    const { input } = this.#estimator;
    const { metrics, converged, reason } = this.#report;
    const { gradientTolerance } = this.#problem.settings;
    const { exact, ...identification } = identify(this.#estimator, this.#optimiser.x);
    const ending = endingRemarks(input, {
      reason,
      iterations: this.#iteration,
      gradientNorm: metrics.gradientNorm,
      gradientTolerance,
      relativeFeatureGap: metrics.relativeFeatureGap,
      rankIsExact: exact,
      unbounded: converged && isUnbounded(this.#estimator, this.#optimiser.x, gradientTolerance),
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
      remarks: [...ending, ...dataRemarks(input, this.#problem.heldOut)],
    };
  }

  #metricNames(): string[] {
    const names = ['objective', 'logLikelihood', 'featureGap', 'relativeFeatureGap', 'gradientNorm'];
    return this.#heldOut.count > 0 ? [...names, 'heldOutLogLikelihood'] : names;
  }

  #measure(stalled: boolean): IterationReport {
    const estimator = this.#estimator;
    const { x, gradient, value } = this.#optimiser;
    estimator.solveAt(x);
    const perStep = ({ count, steps }: Evidence, logLikelihood: number) => (logLikelihood * count) / steps;
    const { gap, relative } = estimator.featureGap(estimator.featureDifference(x));
    const { evidence, model } = estimator;
    const metrics = [
      value,
      perStep(evidence, model.logLikelihood(evidence)),
      gap,
      relative,
      maxAbs(gradient),
    ];
    if (this.#heldOut.count > 0) metrics.push(perStep(this.#heldOut, model.logLikelihood(this.#heldOut)));
    const { gradientTolerance, maxIterations } = this.#problem.settings;
    if (maxAbs(gradient) <= gradientTolerance) return this.#reportOf(metrics, 'converged');
    if (stalled) return this.#reportOf(metrics, 'stalled');
    return this.#reportOf(metrics, this.#iteration >= maxIterations ? 'max-iterations' : null);
  }

  #reportOf(metrics: ArrayLike<number>, reason: (typeof reasons)[number]): IterationReport {
    return {
      iteration: this.#iteration,
      converged: reason === 'converged',
      finished: reason !== null,
      reason,
      metrics: Object.fromEntries(this.#metricNames().map((name, i) => [name, metrics[i]])),
    };
  }
}
