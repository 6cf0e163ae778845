import { LabError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import type { FiniteWorld } from '../mdp/index.ts';
import type { Environment, SavedSimulation, StepResult } from './environment.ts';
import type { DiscreteSpace } from './space.ts';

/**
 * The simulator of a finite world. Observation = [state], action = [index of the action]. The reward of a step is
 * r(s,a), plus r(s') on arrival in a terminal state; 0 throughout where nobody knows the true reward.
 * Each step draws one random number, so an episode is a function of its seed and actions.
 */
export class FiniteEnvironment implements Environment {
  readonly observationWidth = 1;
  readonly actionWidth = 1;
  readonly dtype = 'i32';
  readonly rate = null;
  readonly maxSteps: number;
  readonly world: FiniteWorld;
  readonly observationSpace: DiscreteSpace;
  readonly actionSpace: DiscreteSpace;
  #random = Random.fromSeed(0);
  #state = -1;
  #steps = 0;
  #running = false;

  constructor(world: FiniteWorld) {
    this.world = world;
    this.maxSteps = world.maxSteps;
    const { stateCount, actionCount } = world.mdp;
    this.observationSpace = { kind: 'discrete', n: stateCount, labels: world.stateNames };
    this.actionSpace = { kind: 'discrete', n: actionCount, labels: world.actions.map(({ name }) => name) };
  }

  /** The current state; -1 before the first reset. */
  get state(): number {
    return this.#state;
  }

  reset(seed: number): Int32Array {
    const { initial, stateCount } = this.world.mdp;
    this.#random = Random.fromSeed(seed);
    this.#state = this.#random.categorical(initial, 0, stateCount);
    this.#steps = 0;
    this.#running = true;
    return Int32Array.of(this.#state);
  }

  resetTo(state: ArrayLike<number>, seed: number): Int32Array {
    this.#setState(state);
    this.#random = Random.fromSeed(seed);
    this.#steps = 0;
    this.#running = true;
    return Int32Array.of(this.#state);
  }

  step(action: ArrayLike<number>): StepResult {
    if (!this.#running)
      throw new LabError('Conflict', 'No episode is running.', { remedy: 'Reset the environment first.' });
    const { mdp, trueReward, maxSteps } = this.world;
    const { actionCount, rowStart, successor, probability, terminal } = mdp;
    const a = action[0];
    if (action.length !== 1 || !Number.isInteger(a) || a < 0 || a >= actionCount)
      throw new LabError('InvalidInput', `There is no action [${Array.from(action).join(', ')}].`, {
        where: 'action',
        remedy: `Give one whole number from 0 to ${actionCount - 1}.`,
      });
    const row = this.#state * actionCount + a;
    const from = rowStart[row];
    const drawn = this.#random.categorical(probability, from, rowStart[row + 1] - from);
    const next = successor[from + drawn];
    const terminated = terminal[next] === 1;
    let reward = 0;
    if (trueReward !== null) reward = trueReward[row] + (terminated ? trueReward[next * actionCount] : 0);
    this.#state = next;
    this.#steps++;
    const truncated = !terminated && this.#steps >= maxSteps;
    this.#running = !terminated && !truncated;
    return { observation: Int32Array.of(next), reward, terminated, truncated };
  }

  save(): SavedSimulation {
    return { state: [this.#state], random: this.#random.state, steps: this.#steps, running: this.#running };
  }

  restore(saved: SavedSimulation): Int32Array {
    this.#setState(saved.state);
    this.#random = Random.fromState(saved.random);
    this.#steps = saved.steps;
    this.#running = saved.running;
    return Int32Array.of(this.#state);
  }

  #setState(state: ArrayLike<number>): void {
    const { stateCount } = this.world.mdp;
    const s = state[0];
    if (state.length !== 1 || !Number.isInteger(s) || s < 0 || s >= stateCount)
      throw new LabError('InvalidInput', `There is no state [${Array.from(state).join(', ')}].`, {
        where: 'state',
        remedy: `Give one whole number from 0 to ${stateCount - 1}.`,
      });
    this.#state = s;
  }
}

/** The simulator of a finite world; see {@link FiniteEnvironment}. */
export function finiteEnvironment(world: FiniteWorld): FiniteEnvironment {
  return new FiniteEnvironment(world);
}
