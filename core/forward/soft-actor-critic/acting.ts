import { deriveSeed, Random, type RandomState } from '../../base/random.ts';
import type { Environment, SavedSimulation } from '../../environments/index.ts';
import type { ReplayBuffer } from '../replay/replay-buffer.ts';
import type { SacLearner } from './learner.ts';

/** All that acting goes on from: plain data, exact through JSON. */
export interface SavedActing {
  readonly steps: number;
  readonly episode: number;
  readonly returned: number;
  readonly length: number;
  readonly random: RandomState;
  readonly held: readonly number[];
  /** Null before the first step. */
  readonly simulation: SavedSimulation | null;
}

/** Return and length of an episode that has ended. */
export interface Finished {
  readonly returned: number;
  readonly length: number;
}

/** Plays episode after episode into a replay buffer: first at random, then by the learner's policy. */
export class Acting {
  readonly #environment: Environment;
  readonly #seed: number;
  readonly #warmup: { readonly steps: number; readonly hold: number };
  #random: Random;
  #observation: ArrayLike<number> | null = null;
  #steps = 0;
  #episode = 0;
  #returned = 0;
  #length = 0;
  #held: Float32Array = new Float32Array(0);

  constructor(
    environment: Environment,
    seed: number,
    warmup: { readonly steps: number; readonly hold: number },
  ) {
    this.#environment = environment;
    this.#seed = seed;
    this.#warmup = warmup;
    this.#random = Random.fromSeed(deriveSeed(seed, 'acting'));
  }

  /** Environment steps taken so far. */
  get steps(): number {
    return this.#steps;
  }

  /** One step of the environment; what its episode came to where this step ended it. */
  step(learner: SacLearner, replay: ReplayBuffer): Finished | null {
    const observation = this.#observation ?? this.#begin();
    const action = this.#choose(learner, observation);
    const result = this.#environment.step(action);
    const { reward, terminated, truncated } = result;
    replay.add({ observation, action, reward, nextObservation: result.observation, terminated });
    this.#observation = terminated || truncated ? null : result.observation;
    this.#steps++;
    this.#returned += reward;
    this.#length++;
    return this.#observation === null ? { returned: this.#returned, length: this.#length } : null;
  }

  save(): SavedActing {
    return {
      steps: this.#steps,
      episode: this.#episode,
      returned: this.#returned,
      length: this.#length,
      random: this.#random.state,
      held: Array.from(this.#held),
      simulation: this.#observation === null ? null : this.#environment.save(),
    };
  }

  restore(saved: SavedActing): void {
    this.#steps = saved.steps;
    this.#episode = saved.episode;
    this.#returned = saved.returned;
    this.#length = saved.length;
    this.#random = Random.fromState(saved.random);
    this.#held = Float32Array.from(saved.held);
    this.#observation = saved.simulation === null ? null : this.#environment.restore(saved.simulation);
  }

  #begin(): ArrayLike<number> {
    this.#returned = 0;
    this.#length = 0;
    return this.#environment.reset(deriveSeed(this.#seed, 'episode', this.#episode++));
  }

  #choose(learner: SacLearner, observation: ArrayLike<number>): Float32Array {
    if (this.#steps >= this.#warmup.steps) return learner.sample(observation, 1, this.#random);
    if (this.#steps % this.#warmup.hold === 0) this.#held = learner.anyAction(this.#random);
    return this.#held;
  }
}
