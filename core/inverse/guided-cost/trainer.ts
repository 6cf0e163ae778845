import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import {
  actionRange,
  packState,
  type SavedPolicy,
  type Transition,
  unpackState,
} from '../../forward/index.ts';
import { adamDefaults, type Network } from '../../networks/index.ts';
import { type RewardInputs, rewardBy, rewardInputs, type SavedReward } from '../reward-network/index.ts';
import { createSampler } from './create-sampler.ts';
import { fitDemonstrator } from './demonstrator.ts';
import { insideBounds } from './densities.ts';
import { reservoirPlace } from './forgetting.ts';
import { hold, holdConstant, type RewardEvaluation, rewardGradient } from './objective.ts';
import { collapseRemark, demonstrationRemarks } from './remarks.ts';
import { freshReward, holdStepsOf, horizonOf, restOf, unobserved } from './reward-start.ts';
import { type Generation, SampleMemory } from './sample-memory.ts';
import type { SampledRound, Sampler } from './sampler.ts';
import { flatten, type GuidedCostState, unflatten } from './saved-state.ts';
import { drawProbes } from './slopes.ts';
import { type Trajectory, trajectoryOf } from './trajectories.ts';
import type { GuidedCostDiagnostics, GuidedCostProblem, GuidedCostReport } from './types.ts';

/** Pairs of points at which each step of the reward feels its slope. */
const probesPerUpdate = 512;

/**
 * Guided cost learning. One iteration plays episodes, improves the policy that played them against the reward as it is,
 * and then moves the reward up the importance-sampled likelihood of the demonstrations. Equal problems give equal bits
 * with the fused engine, whether or not training was stopped and resumed in between.
 *
 * A `step` that throws (`NonFinite`) leaves everything as it was after the last good iteration.
 */
export class GuidedCostTrainer {
  readonly #problem: GuidedCostProblem;
  readonly #inputs: RewardInputs;
  readonly #holdSteps: number;
  /** Parameters of the reward that stay zero. */
  readonly #unobserved: readonly number[];
  readonly #demonstrations: Generation;
  /** T: steps over which episodes are compared. */
  readonly horizon: number;
  #reward: Network;
  /** Follows the reward; what is handed out. */
  #average: Network;
  #sampler: Sampler;
  #memory: SampleMemory;
  #iteration = 0;
  #metrics: Readonly<Record<string, number>> = {};

  /**
   * @param checkpoint of a trainer of an equal problem, to go on from; null starts afresh
   * @throws LabError InvalidInput without demonstrations, or for a checkpoint of something else
   */
  constructor(problem: GuidedCostProblem, checkpoint: Uint8Array | null) {
    const { environment, demonstrations, settings, seed, engine } = problem;
    const { actionSpace } = environment;
    if (!demonstrations.some(({ actions }) => actions.length > 0))
      throw new LabError('InvalidInput', 'There are no demonstrations to learn from.', {
        where: 'demonstrations',
        remedy: 'Record some, or choose others.',
      });
    if (settings.expert === 'discounted' && settings.temperature !== 'one')
      throw new LabError('InvalidInput', 'The discounted expert needs the policy of temperature 1.', {
        where: 'settings.temperature',
        remedy: 'Set the temperature to one, or choose the model of trajectories.',
      });
    this.#problem = problem;
    this.horizon = horizonOf(settings, environment, demonstrations);
    const features = settings.reward === 'quadratic' ? 'quadratic' : 'encoded';
    this.#inputs = rewardInputs(environment, settings.dependsOn, features);
    this.#holdSteps = holdStepsOf(settings, this.horizon);
    const range = actionSpace.kind === 'box' ? actionRange(actionSpace) : null;
    const trajectories = demonstrations
      .filter(({ actions }) => actions.length > 0)
      .map((one) => trajectoryOf(one, environment, this.horizon));
    const state = checkpoint === null ? null : stateOf(checkpoint);
    const fitted = () =>
      fitDemonstrator(
        environment,
        trajectories.map((one) => insideBounds(one, range)),
        settings.demonstrator,
        { seed, engine },
      );
    this.#demonstrations = { trajectories, policy: state?.demonstrator ?? fitted() };
    this.#reward = state
      ? engine.load(state.reward)
      : freshReward(this.#inputs, settings, deriveSeed(seed, 'reward'), engine);
    this.#unobserved = unobserved(this.#inputs, this.#reward.shape, settings);
    this.#average = engine.load(state?.average ?? this.#reward.save());
    this.#sampler = this.#samplerFrom(state);
    this.#memory = this.#memoryFrom(state);
    if (state === null) return;
    this.#iteration = state.iteration;
    this.#metrics = state.metrics;
  }

  get iteration(): number {
    return this.#iteration;
  }

  get maxIterations(): number {
    return this.#problem.settings.maxIterations;
  }

  /** One iteration; once finished it changes nothing and answers the last report. */
  step(): GuidedCostReport {
    if (this.#iteration >= this.maxIterations) return this.report();
    const good = this.#state();
    try {
      const round = this.#sampler.round(this.#iteration);
      const trajectories = round.episodes.map((one) =>
        trajectoryOf(one, this.#problem.environment, this.horizon),
      );
      this.#memory.add({ policy: round.policy, trajectories });
      const metrics = this.#learn(round);
      for (const [name, value] of Object.entries(metrics)) if (!Number.isFinite(value)) throw lost(name);
      this.#average.track(this.#reward, this.#problem.settings.averaging);
      this.#metrics = metrics;
      this.#iteration++;
    } catch (thrown) {
      this.#restore(good);
      throw thrown;
    }
    return this.report();
  }

  /** The last report (no metrics before the first step). */
  report(): GuidedCostReport {
    return {
      iteration: this.#iteration,
      metrics: this.#metrics,
      finished: this.#iteration >= this.maxIterations,
    };
  }

  /** The reward, averaged over the iterations at the rate `averaging`. */
  reward(): SavedReward {
    return { inputs: this.#inputs, network: this.#average.save(), holdSteps: this.#holdSteps };
  }

  /** The policy that samples: near soft-optimal for the reward at temperature 1. */
  policy(): SavedPolicy {
    return this.#sampler.policy();
  }

  /** Plain-words facts, the warning about collapsed weights among them. */
  diagnostics(): GuidedCostDiagnostics {
    const { settings } = this.#problem;
    const { trajectories } = this.#demonstrations;
    const about = demonstrationRemarks(trajectories, this.horizon, settings);
    const { logPartition: value, logPartitionLow: low, logPartitionHigh: high } = this.#metrics;
    if (value === undefined)
      return {
        iterations: this.#iteration,
        logLikelihood: null,
        logPartition: null,
        effectiveSampleSize: null,
        remarks: about,
      };
    const { effectiveSampleSize: share, trajectories: count, logLikelihood } = this.#metrics;
    const collapsed = collapseRemark(share * count, count, settings);
    return {
      iterations: this.#iteration,
      logLikelihood,
      logPartition: { value, low, high },
      effectiveSampleSize: share,
      remarks: collapsed === null ? about : [collapsed, ...about],
    };
  }

  /** Everything that the next step depends on: networks with their moments, replay, remembered episodes. */
  checkpoint(): Uint8Array {
    return packState(flatten(this.#state()));
  }

  /** Gives the networks back to the engine. */
  dispose(): void {
    this.#reward.dispose();
    this.#average.dispose();
    this.#sampler.dispose();
    this.#memory.dispose();
  }

  /** Some steps of Adam on the reward; the metrics are of the last one, before it moved. */
  #learn(round: SampledRound): Record<string, number> {
    const { settings } = this.#problem;
    const known = this.#memory.batch();
    const values =
      settings.expert === 'discounted'
        ? this.#memory.valueDrops(settings.discount, (observations, rows) =>
            this.#sampler.values(observations, rows, this.#iteration),
          )
        : new Float64Array(known.logMixture.length);
    const random = Random.fromSeed(deriveSeed(this.#problem.seed, 'probes', this.#iteration));
    const share = settings.schedule === 'linear' ? 1 - this.#iteration / settings.maxIterations : 1;
    let evaluation: RewardEvaluation | null = null;
    let gradientNorm = 0;
    for (let k = 0; k < settings.rewardUpdates; k++) {
      const probes =
        settings.slope === 0 ? null : drawProbes(known.rows, known.demonstrations, probesPerUpdate, random);
      evaluation = rewardGradient(this.#reward, { ...known, values, probes }, settings, settings.clipping);
      if (settings.ending === 'hold') holdConstant(this.#reward);
      hold(this.#reward, this.#unobserved);
      gradientNorm = this.#reward.clipGradient(settings.gradientClip);
      this.#reward.adamStep(adamDefaults(settings.rewardStepSize * share));
    }
    if (evaluation === null) throw new LabError('Internal', 'No step of the reward was asked for.');
    const { partition } = evaluation;
    const trajectories = known.logMixture.length;
    const played = round.episodes;
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, x) => total + x, 0);
    return {
      logLikelihood: evaluation.logLikelihood,
      logPartition: partition.logPartition,
      logPartitionLow: partition.low,
      logPartitionHigh: partition.high,
      effectiveSampleSize: partition.effectiveSampleSize / trajectories,
      trajectories,
      demonstrationReward: evaluation.demonstrationReturn / this.horizon,
      sampleReward: evaluation.sampleReturn / this.horizon,
      gradientNorm,
      regularisers: evaluation.regularisers,
      return: sum(played.map(({ rewards }) => sum(rewards))) / played.length,
      length: sum(played.map(({ rewards }) => rewards.length)) / played.length,
      ...round.metrics,
    };
  }

  #state(): GuidedCostState {
    return {
      iteration: this.#iteration,
      metrics: this.#metrics,
      reward: this.#reward.save(),
      average: this.#average.save(),
      sampler: this.#sampler.save(),
      samples: this.#memory.samples,
      demonstrator: this.#demonstrations.policy,
    };
  }

  #restore(state: GuidedCostState): void {
    this.dispose();
    this.#reward = this.#problem.engine.load(state.reward);
    this.#average = this.#problem.engine.load(state.average);
    this.#sampler = this.#samplerFrom(state);
    this.#memory = this.#memoryFrom(state);
  }

  #samplerFrom(state: GuidedCostState | null): Sampler {
    const { environment, settings, seed, engine } = this.#problem;
    const about = { inputs: this.#inputs, holdSteps: this.#holdSteps };
    return createSampler(
      {
        environment,
        settings,
        horizon: this.horizon,
        seed: deriveSeed(seed, 'sampler'),
        engine,
        reward: { rewards: (batch) => rewardBy(this.#reward, about).rewards(batch) },
        demonstrated: this.#demonstrations.trajectories.flatMap(stepsOf),
      },
      state?.sampler ?? null,
    );
  }

  #memoryFrom(state: GuidedCostState | null): SampleMemory {
    const { settings, seed, engine } = this.#problem;
    const rules = { inputs: this.#inputs, restOf: restOf(settings, this.horizon) };
    const forgotten = () =>
      settings.remembered === 'newest' ? 0 : reservoirPlace(settings.memory, this.#iteration, seed);
    const memory = new SampleMemory(
      this.#demonstrations,
      rules,
      { rounds: settings.memory, forgotten },
      engine,
    );
    for (const round of state?.samples ?? []) memory.add(round);
    return memory;
  }
}

function stateOf(checkpoint: Uint8Array): GuidedCostState {
  const state = unflatten(unpackState(checkpoint));
  if (state === null)
    throw new LabError('InvalidInput', 'This checkpoint belongs to another method.', {
      remedy: 'Start the run anew.',
    });
  return state;
}

/** A trajectory's steps as replayed transitions; nobody paid for them. */
function stepsOf({ observations, actions, length, terminated }: Trajectory): Transition[] {
  const width = observations.length / (length + 1);
  const m = actions.length / length;
  return Array.from({ length }, (_, t) => ({
    observation: observations.subarray(t * width, (t + 1) * width),
    action: actions.subarray(t * m, (t + 1) * m),
    reward: 0,
    nextObservation: observations.subarray((t + 1) * width, (t + 2) * width),
    terminated: terminated && t === length - 1,
  }));
}

function lost(name: string): LabError {
  return new LabError('NonFinite', `The ${name} of this iteration is not a finite number.`, {
    kept: 'Reward and policy are as they were after the last good iteration.',
    remedy: 'Use a smaller step size of the reward or a larger L2 penalty.',
  });
}
