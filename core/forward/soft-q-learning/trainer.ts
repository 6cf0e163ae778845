import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random, type RandomState } from '../../base/random.ts';
import type { SavedSimulation } from '../../environments/index.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import { packState, unpackState } from '../packing.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { ReplayBuffer } from '../replay/replay-buffer.ts';
import { withStarts } from '../starts.ts';
import type { ForwardProblem, ForwardReport, ForwardTrainer } from '../trainer.ts';
import { ContinuousLearner } from './continuous-learner.ts';
import { meanQ } from './critics.ts';
import { DiscreteLearner } from './discrete-learner.ts';
import type { SoftQLearner } from './learner.ts';
import { Means } from './means.ts';
import type { SoftQFunction } from './q-function.ts';
import { scheduleOf } from './schedule.ts';
import type { SoftQSettings } from './spec.ts';

const checkpointVersion = 1;
/** Learning begins with so many transitions, while behaviour is still random. */
const fewest = 100;

/** All of a training but its networks and its replay. */
interface Progress {
  readonly version: number;
  readonly iteration: number;
  readonly environmentSteps: number;
  readonly episodes: number;
  readonly acting: RandomState;
  readonly learning: RandomState;
  /** The running episode: null before the first one. */
  readonly simulation: SavedSimulation | null;
  readonly observation: readonly number[];
  readonly episodeReturn: number;
  readonly episodeLength: number;
  readonly replayNext: number;
}

/** What an iteration can be taken back to. */
interface Snapshot {
  readonly progress: Progress;
  readonly networks: Readonly<Record<string, SavedNetwork>>;
  readonly replay: Float32Array;
}

/**
 * Soft Q-learning, for discrete or continuous actions as the environment has them. See README.md for the equations.
 */
export class SoftQLearningTrainer implements ForwardTrainer {
  readonly maxIterations: number;
  readonly #problem: ForwardProblem<SoftQSettings>;
  readonly #learner: SoftQLearner;
  readonly #replay: ReplayBuffer;
  #acting: Random;
  #learning: Random;
  #iteration = 0;
  #environmentSteps = 0;
  #episodes = 0;
  #observation: ArrayLike<number> = [];
  #running = false;
  #episodeReturn = 0;
  #episodeLength = 0;

  /**
   * @param checkpoint what {@link checkpoint} gave for an equal problem; null begins
   * @throws LabError InvalidInput for a checkpoint of something else
   */
  constructor(given: ForwardProblem<SoftQSettings>, checkpoint: Uint8Array | null) {
    const problem = withStarts(given);
    const { environment, settings, seed } = problem;
    this.#problem = problem;
    this.maxIterations = Math.ceil(settings.totalSteps / settings.stepsPerIteration);
    this.#learner =
      environment.actionSpace.kind === 'discrete'
        ? new DiscreteLearner(problem)
        : new ContinuousLearner(problem);
    this.#replay = new ReplayBuffer({
      capacity: settings.replayCapacity,
      observationWidth: environment.observationWidth,
      actionWidth: environment.actionWidth,
    });
    this.#acting = Random.fromSeed(deriveSeed(seed, 'acting'));
    this.#learning = Random.fromSeed(deriveSeed(seed, 'learning'));
    if (checkpoint !== null) this.#restore(snapshotOf(checkpoint));
  }

  get iteration(): number {
    return this.#iteration;
  }

  get environmentSteps(): number {
    return this.#environmentSteps;
  }

  step(): ForwardReport {
    const before = this.#snapshot();
    try {
      return this.#iterate();
    } catch (thrown) {
      this.#restore(before);
      throw thrown;
    }
  }

  policy(): SavedPolicy {
    return this.#learner.policy();
  }

  /** Q as it is now, the mean of two as one network where there are two; the checkpoint keeps it too, see `softQFunctionOf`. */
  qFunction(): SoftQFunction {
    return this.#learner.qFunction();
  }

  checkpoint(): Uint8Array {
    const { progress, networks, replay } = this.#snapshot();
    const { network: _, ...about } = this.#learner.qFunction();
    return packState({ json: { progress, about }, arrays: { replay }, networks });
  }

  dispose(): void {
    this.#learner.dispose();
  }

  #iterate(): ForwardReport {
    const { settings } = this.#problem;
    const means = new Means();
    const left = settings.totalSteps - this.#environmentSteps;
    const steps = Math.max(0, Math.min(settings.stepsPerIteration, left));
    for (let k = 0; k < steps; k++) {
      this.#act(means);
      const { environmentSteps } = this;
      if (this.#replay.size < fewest || environmentSteps % settings.updateEvery !== 0) continue;
      for (let update = 0; update < settings.updates; update++) means.addAll(this.#update());
    }
    this.#iteration++;
    return {
      iteration: this.#iteration,
      metrics: {
        ...means.values(),
        temperature: settings.temperature,
        environmentSteps: this.#environmentSteps,
      },
      finished: this.#environmentSteps >= settings.totalSteps,
    };
  }

  #act(means: Means): void {
    const { environment, seed, settings } = this.#problem;
    if (!this.#running) {
      this.#observation = environment.reset(deriveSeed(seed, 'episode', this.#episodes));
      this.#running = true;
      this.#episodeReturn = 0;
      this.#episodeLength = 0;
    }
    const observation = this.#observation;
    const action =
      this.#environmentSteps < settings.startSteps
        ? this.#explore()
        : this.#learner.act(observation, this.#acting);
    const result = environment.step(action);
    const { reward, terminated } = result;
    this.#replay.add({ observation, action, reward, nextObservation: result.observation, terminated });
    this.#observation = result.observation;
    this.#environmentSteps++;
    this.#episodeReturn += reward;
    this.#episodeLength++;
    if (!terminated && !result.truncated) return;
    means.addAll({ return: this.#episodeReturn, length: this.#episodeLength });
    this.#running = false;
    this.#episodes++;
  }

  /**
   * A random action, or the last one again: held for a number of steps that is geometric with mean h = exploreHold (after
   * Dabney, Ostrovski and Barreto, 2021). Independent actions undo each other: T steps lead √(2h - 1) times as far so.
   */
  #explore(): Float32Array {
    const { exploreHold } = this.#problem.settings;
    const held = exploreHold > 1 && this.#episodeLength > 0 && this.#acting.uniform() < 1 - 1 / exploreHold;
    return held ? this.#replay.latest(1).actions : this.#learner.explore(this.#acting);
  }

  #update(): Readonly<Record<string, number>> {
    const { settings, reward } = this.#problem;
    const batch = this.#replay.sample(settings.batchSize, this.#learning);
    const rewards = reward === null ? batch.rewards : reward.rewards(batch);
    const schedule = scheduleOf(settings, this.#environmentSteps / settings.totalSteps);
    return this.#learner.update(batch, rewards, schedule, this.#learning);
  }

  #snapshot(): Snapshot {
    const { rows, next } = this.#replay.save();
    return {
      progress: {
        version: checkpointVersion,
        iteration: this.#iteration,
        environmentSteps: this.#environmentSteps,
        episodes: this.#episodes,
        acting: this.#acting.state,
        learning: this.#learning.state,
        simulation: this.#running ? this.#problem.environment.save() : null,
        observation: Array.from(this.#observation),
        episodeReturn: this.#episodeReturn,
        episodeLength: this.#episodeLength,
        replayNext: next,
      },
      networks: this.#learner.networks(),
      replay: rows,
    };
  }

  #restore({ progress, networks, replay }: Snapshot): void {
    this.#learner.restore(networks);
    this.#replay.restore({ rows: replay, next: progress.replayNext });
    this.#acting = Random.fromState(progress.acting);
    this.#learning = Random.fromState(progress.learning);
    this.#iteration = progress.iteration;
    this.#environmentSteps = progress.environmentSteps;
    this.#episodes = progress.episodes;
    this.#episodeReturn = progress.episodeReturn;
    this.#episodeLength = progress.episodeLength;
    this.#running = progress.simulation !== null;
    this.#observation =
      progress.simulation === null
        ? progress.observation
        : this.#problem.environment.restore(progress.simulation);
  }
}

function snapshotOf(checkpoint: Uint8Array): Snapshot {
  const { json, arrays, networks } = unpackState(checkpoint);
  const { progress } = json as { readonly progress?: Progress };
  if (progress?.version !== checkpointVersion || !(arrays.replay instanceof Float32Array))
    throw new LabError('InvalidInput', 'This checkpoint is not one of soft Q-learning.', {
      where: 'checkpoint',
      remedy: 'Start the run afresh.',
    });
  return { progress, networks, replay: arrays.replay };
}

/** The Q function that a checkpoint holds. @throws LabError InvalidInput for anything else */
export function softQFunctionOf(checkpoint: Uint8Array): SoftQFunction {
  const { json, networks } = unpackState(checkpoint);
  snapshotOf(checkpoint);
  const { about } = json as { readonly about: Omit<SoftQFunction, 'network'> };
  return { ...about, network: meanQ(networks) } as SoftQFunction;
}
