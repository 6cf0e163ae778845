import { LabError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import type { Environment, SavedSimulation, StepResult } from './environment.ts';
import type { Scene } from './scene.ts';
import type { Scene3 } from './scene3.ts';
import { type BoxSpace, readAction, type Space, widthOf } from './space.ts';

/**
 * The equations of one simulator, without any memory: everything that changes is in the state it is given.
 * States are float64; actions come finite and rounded to float32, boxes unclipped.
 */
export interface Dynamics {
  /** Gymnasium's id where it is one of theirs. */
  readonly id: string;
  readonly name: string;
  /** [stateWidth] what each number of the state is. */
  readonly stateLabels: readonly string[];
  readonly observationSpace: BoxSpace;
  readonly actionSpace: Space;
  /** Steps per second while a person drives. */
  readonly rate: number;
  /** The time limit, in steps. */
  readonly maxSteps: number;
  /** Writes a random start state. */
  start(state: Float64Array, random: Random): void;
  /** Advances the state by one step in place; returns the step's reward. */
  advance(state: Float64Array, action: Float64Array, random: Random): number;
  /** Whether the task has ended in this state. */
  ended(state: Float64Array): boolean;
  /** Writes the observation of a state. */
  observe(state: Float64Array, observation: Float32Array): void;
  scene(state: Float64Array): Scene;
  /** Worlds in space: what there is to draw there. */
  scene3?(state: Float64Array): Scene3;
  /** The whole state for a shorter way of writing it, such as positions and velocities; null for anything else. */
  complete?(given: ArrayLike<number>): Float64Array | null;
}

/**
 * The simulator of any {@link Dynamics}: seeds, time limit, checks. Observations are float32, the state inside float64.
 * The same seed and actions give the same episode, bit by bit; so does going on from a save.
 */
export class Simulation implements Environment {
  readonly dtype = 'f32';
  readonly dynamics: Dynamics;
  readonly observationWidth: number;
  readonly actionWidth: number;
  readonly rate: number;
  readonly maxSteps: number;
  #random = Random.fromSeed(0);
  #steps = 0;
  #running = false;
  readonly #state: Float64Array;
  readonly #action: Float64Array;

  constructor(dynamics: Dynamics) {
    this.dynamics = dynamics;
    this.observationWidth = widthOf(dynamics.observationSpace);
    this.actionWidth = widthOf(dynamics.actionSpace);
    this.rate = dynamics.rate;
    this.maxSteps = dynamics.maxSteps;
    this.#state = new Float64Array(dynamics.stateLabels.length);
    this.#action = new Float64Array(this.actionWidth);
  }

  get observationSpace(): BoxSpace {
    return this.dynamics.observationSpace;
  }

  get actionSpace(): Space {
    return this.dynamics.actionSpace;
  }

  /** [stateWidth] a copy of the state. */
  get state(): Float64Array {
    return this.#state.slice();
  }

  /** Steps taken since the reset. */
  get steps(): number {
    return this.#steps;
  }

  reset(seed: number): Float32Array {
    this.#random = Random.fromSeed(seed);
    this.dynamics.start(this.#state, this.#random);
    unsignZeros(this.#state);
    return this.#begin();
  }

  /**
   * Starts an episode in a state of one's choice; the seed is for what is random later.
   *
   * @param state [stateWidth], or a shorter way of writing it that the equations know
   * @throws LabError InvalidInput for a state of another width, or with numbers that are not finite
   */
  resetTo(state: ArrayLike<number>, seed: number): Float32Array {
    this.#setState(this.dynamics.complete?.(state) ?? state);
    this.#random = Random.fromSeed(seed);
    return this.#begin();
  }

  /** See {@link Environment.step}; also throws `NonFinite` when the state overflows, which ends the episode. */
  step(action: ArrayLike<number>): StepResult {
    if (!this.#running)
      throw new LabError('Conflict', 'No episode is running.', { remedy: 'Reset the environment first.' });
    const { dynamics } = this;
    readAction(dynamics.actionSpace, action, this.#action);
    const reward = dynamics.advance(this.#state, this.#action, this.#random);
    unsignZeros(this.#state);
    this.#steps++;
    const observation = this.#observation();
    if (!Number.isFinite(reward) || !allFinite(observation)) {
      this.#running = false;
      throw new LabError('NonFinite', `Step ${this.#steps} of ${dynamics.name} left the range of numbers.`, {
        kept: 'The steps before it are sound.',
        remedy: 'Reset the environment; smaller actions or a stable system stay in range.',
      });
    }
    const terminated = dynamics.ended(this.#state);
    const truncated = !terminated && this.#steps >= this.maxSteps;
    this.#running = !terminated && !truncated;
    return { observation, reward, terminated, truncated };
  }

  /** All that is needed to go on exactly from here. */
  save(): SavedSimulation {
    return {
      state: Array.from(this.#state),
      random: this.#random.state,
      steps: this.#steps,
      running: this.#running,
    };
  }

  /** Goes back to a save of this environment or of an equal one; returns the observation there. */
  restore(saved: SavedSimulation): Float32Array {
    this.#setState(saved.state);
    this.#random = Random.fromState(saved.random);
    this.#steps = saved.steps;
    this.#running = saved.running;
    return this.#observation();
  }

  /** What there is to draw now. */
  scene(): Scene {
    return this.dynamics.scene(this.#state);
  }

  /** What there is to draw in space now; null for flat worlds. */
  scene3(): Scene3 | null {
    return this.dynamics.scene3?.(this.#state) ?? null;
  }

  #setState(state: ArrayLike<number>): void {
    if (state.length !== this.#state.length || !allFinite(state))
      throw new LabError('InvalidInput', `[${Array.from(state).join(', ')}] is no state.`, {
        where: 'state',
        remedy: `Give ${this.#state.length} finite numbers: ${this.dynamics.stateLabels.join(', ')}.`,
      });
    this.#state.set(state);
    unsignZeros(this.#state);
  }

  #begin(): Float32Array {
    this.#steps = 0;
    this.#running = true;
    return this.#observation();
  }

  #observation(): Float32Array {
    const observation = new Float32Array(this.observationWidth);
    this.dynamics.observe(this.#state, observation);
    return observation;
  }
}

function allFinite(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** -0 becomes 0: JSON knows no -0, and a save must be exact. */
function unsignZeros(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] += 0;
}
