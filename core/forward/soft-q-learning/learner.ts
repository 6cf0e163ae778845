import type { Random } from '../../base/random.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { TransitionBatch } from '../transitions.ts';
import type { SoftQFunction } from './q-function.ts';

/** What changes from update to update. */
export interface Schedule {
  /** Step size of Q. */
  readonly q: number;
  /** Step size of the sampler. */
  readonly sampler: number;
  /** γ */
  readonly discount: number;
}

/** What the trainer knows of the two learners. */
export interface SoftQLearner {
  /** One action of the behaviour, which is the policy itself. */
  act(observation: ArrayLike<number>, random: Random): Float32Array;
  /** One action before anything is known. */
  explore(random: Random): Float32Array;
  /**
   * One gradient step of everything that learns.
   *
   * @param rewards [rows] in place of those of the batch
   * @returns metrics by name
   * @throws LabError NonFinite
   */
  update(
    batch: TransitionBatch,
    rewards: Float32Array,
    schedule: Schedule,
    random: Random,
  ): Readonly<Record<string, number>>;
  /** Every network, with the moments of its optimiser. */
  networks(): Readonly<Record<string, SavedNetwork>>;
  /** Goes on from networks that {@link networks} gave. */
  restore(networks: Readonly<Record<string, SavedNetwork>>): void;
  policy(): SavedPolicy;
  qFunction(): SoftQFunction;
  dispose(): void;
}
