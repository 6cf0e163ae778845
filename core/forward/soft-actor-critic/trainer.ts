import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random, type RandomState } from '../../base/random.ts';
import { type PackedState, packState, unpackState } from '../packing.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { ReplayBuffer, type ReplayMark } from '../replay/replay-buffer.ts';
import { withStarts } from '../starts.ts';
import type { ForwardProblem, ForwardReport, ForwardTrainer } from '../trainer.ts';
import { Acting, type Finished, type SavedActing } from './acting.ts';
import { SacLearner, type SacUpdate } from './learner.ts';
import type { SacSettings } from './spec.ts';

interface Progress {
  readonly kind: 'soft-actor-critic';
  readonly iteration: number;
  readonly acting: SavedActing;
  readonly sampling: RandomState;
  readonly learner: unknown;
  readonly replayNext: number;
}

/** Where the trainer goes back to when an iteration fails. */
interface Mark {
  readonly learner: PackedState;
  readonly acting: SavedActing;
  readonly sampling: RandomState;
  readonly replay: ReplayMark;
}

/**
 * Soft actor-critic in an environment. One iteration is `stepsPerIteration` environment steps, each followed by
 * `updatesPerStep` updates once the warm-up is over.
 */
export class SoftActorCriticTrainer implements ForwardTrainer {
  readonly maxIterations: number;
  readonly #problem: ForwardProblem<SacSettings>;
  readonly #replay: ReplayBuffer;
  readonly #acting: Acting;
  #learner: SacLearner;
  #sampling: Random;
  #iteration = 0;

  /** @param checkpoint of a trainer of an equal problem, to go on from; null starts afresh */
  constructor(given: ForwardProblem<SacSettings>, checkpoint: Uint8Array | null) {
    const problem = withStarts(given);
    const { environment, settings, seed } = problem;
    this.#problem = problem;
    this.maxIterations = Math.ceil(settings.totalSteps / settings.stepsPerIteration);
    this.#replay = new ReplayBuffer({
      capacity: settings.bufferCapacity,
      observationWidth: environment.observationWidth,
      actionWidth: environment.actionWidth,
    });
    this.#acting = new Acting(environment, seed, {
      steps: settings.warmupSteps,
      hold: settings.warmupHold,
    });
    this.#sampling = Random.fromSeed(deriveSeed(seed, 'replay'));
    if (checkpoint === null) {
      this.#learner = this.#learnerFrom(null);
      return;
    }
    const state = unpackState(checkpoint);
    const progress = state.json as Progress;
    if (progress.kind !== 'soft-actor-critic')
      throw new LabError('InvalidInput', 'This checkpoint belongs to another method.');
    const { replay, ...arrays } = state.arrays;
    this.#learner = this.#learnerFrom({ json: progress.learner, arrays, networks: state.networks });
    this.#replay.restore({ rows: replay as Float32Array, next: progress.replayNext });
    this.#acting.restore(progress.acting);
    this.#sampling = Random.fromState(progress.sampling);
    this.#iteration = progress.iteration;
  }

  get iteration(): number {
    return this.#iteration;
  }

  get environmentSteps(): number {
    return this.#acting.steps;
  }

  /** What learns: for values and draws of the present policy. Another one stands here after an iteration that failed. */
  get learner(): SacLearner {
    return this.#learner;
  }

  step(): ForwardReport {
    if (this.#iteration >= this.maxIterations) return this.#report([], []);
    const { settings } = this.#problem;
    const steps = Math.min(settings.stepsPerIteration, settings.totalSteps - this.#acting.steps);
    const mark = this.#mark(steps);
    const finished: Finished[] = [];
    const updates: SacUpdate[] = [];
    try {
      for (let i = 0; i < steps; i++) {
        const ended = this.#acting.step(this.#learner, this.#replay);
        if (ended !== null) finished.push(ended);
        if (this.#acting.steps <= settings.warmupSteps) continue;
        for (let k = 0; k < settings.updatesPerStep; k++) updates.push(this.#update());
      }
    } catch (thrown) {
      this.#rewind(mark);
      throw thrown;
    }
    this.#iteration++;
    return this.#report(finished, updates);
  }

  policy(): SavedPolicy {
    return this.#learner.policy();
  }

  checkpoint(): Uint8Array {
    const learner = this.#learner.save();
    const replay = this.#replay.save();
    const progress: Progress = {
      kind: 'soft-actor-critic',
      iteration: this.#iteration,
      acting: this.#acting.save(),
      sampling: this.#sampling.state,
      learner: learner.json,
      replayNext: replay.next,
    };
    return packState({
      json: progress,
      arrays: { ...learner.arrays, replay: replay.rows },
      networks: learner.networks,
    });
  }

  dispose(): void {
    this.#learner.dispose();
  }

  #learnerFrom(saved: PackedState | null): SacLearner {
    const { environment, settings, seed, engine } = this.#problem;
    return new SacLearner({ spaces: environment, settings, seed, engine }, saved);
  }

  #update(): SacUpdate {
    const { settings, reward } = this.#problem;
    const batch = this.#replay.sample(settings.batchSize, this.#sampling);
    const done = this.#acting.steps / settings.totalSteps;
    const share = 1 - (1 - settings.finalStepSize) * done;
    return this.#learner.update(batch, reward === null ? batch.rewards : reward.rewards(batch), share);
  }

  #mark(steps: number): Mark {
    return {
      learner: this.#learner.save(),
      acting: this.#acting.save(),
      sampling: this.#sampling.state,
      replay: this.#replay.mark(steps),
    };
  }

  #rewind({ learner, acting, sampling, replay }: Mark): void {
    this.#learner.dispose();
    this.#learner = this.#learnerFrom(learner);
    this.#acting.restore(acting);
    this.#sampling = Random.fromState(sampling);
    this.#replay.rewind(replay);
  }

  /** Means over the iteration; what there was none of is left out. */
  #report(finished: readonly Finished[], updates: readonly SacUpdate[]): ForwardReport {
    const metrics: Record<string, number> = { environmentSteps: this.environmentSteps };
    if (finished.length > 0) {
      metrics.return = mean(finished.map(({ returned }) => returned));
      metrics.length = mean(finished.map(({ length }) => length));
    }
    if (updates.length > 0)
      for (const name of Object.keys(updates[0]) as (keyof SacUpdate)[])
        metrics[name] = mean(updates.map((update) => update[name]));
    return { iteration: this.#iteration, metrics, finished: this.#iteration >= this.maxIterations };
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
