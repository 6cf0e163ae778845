/** An agent that walks through a miniature while the pointer rests on it. */

import { Random } from '../../../../core/base/random.ts';
import { type FiniteEnvironment, finiteEnvironment } from '../../../../core/environments/index.ts';
import { softQIteration } from '../../../../core/inference/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';

const pace = 160;
const rest = 4;
/** Larger worlds are walked at random: solving them would be felt. */
const mostSolved = 600;

/** [S*A] a policy that is worth watching: soft-optimal where the reward is known and the world small, else uniform. */
export function walkingPolicy(world: FiniteWorld): Float64Array {
  const { mdp, trueReward } = world;
  const uniform = new Float64Array(mdp.stateCount * mdp.actionCount).fill(1 / mdp.actionCount);
  if (trueReward === null || mdp.stateCount > mostSolved) return uniform;
  const size = trueReward.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  if (size === 0) return uniform;
  return softQIteration({
    mdp,
    reward: trueReward,
    discount: 0.95,
    temperature: size / 20,
    prior: null,
    tolerance: size / 100,
    maxIterations: 1000,
  }).policy;
}

export class Wander {
  /** States walked through so far, the newest last; empty at rest. */
  states = $state.raw<readonly number[]>([]);
  readonly #world: FiniteWorld;
  #environment: FiniteEnvironment | null = null;
  #policy: Float64Array | null = null;
  #random = Random.fromSeed(1);
  #episode = 0;
  #waiting = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(world: FiniteWorld) {
    this.#world = world;
  }

  /** Starts walking, unless the system asks for stillness. */
  start(): void {
    if (this.#timer !== undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.#environment ??= finiteEnvironment(this.#world);
    this.#policy ??= walkingPolicy(this.#world);
    this.#begin();
    this.#timer = setInterval(() => this.step(), pace);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.states = [];
  }

  /** One step; after the end of an episode a short rest and another one. */
  step(): void {
    const environment = this.#environment;
    const policy = this.#policy;
    if (!environment || !policy) return;
    if (this.#waiting > 0) {
      if (--this.#waiting === 0) this.#begin();
      return;
    }
    const { actionCount } = this.#world.mdp;
    const action = this.#random.categorical(policy, environment.state * actionCount, actionCount);
    const { terminated, truncated } = environment.step([action]);
    this.states = [...this.states, environment.state];
    if (terminated || truncated) this.#waiting = rest;
  }

  #begin(): void {
    this.states = Array.from(this.#environment?.reset(this.#episode++) ?? []);
  }
}
