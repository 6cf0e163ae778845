import type { Random } from '../../base/random.ts';
import type { TransitionBatch } from '../transitions.ts';

/** One transition, numbers of the environment. */
export interface Transition {
  readonly observation: ArrayLike<number>;
  readonly action: ArrayLike<number>;
  readonly reward: number;
  readonly nextObservation: ArrayLike<number>;
  readonly terminated: boolean;
}

/** A point of a buffer to go back to; see {@link ReplayBuffer.mark}. */
export interface ReplayMark {
  readonly size: number;
  readonly next: number;
  readonly overwritten: Float32Array;
}

/**
 * The last `capacity` transitions, drawn from evenly and with replacement. A row holds observation, action, reward, next
 * observation and end side by side, so that a draw touches one place of memory.
 */
export class ReplayBuffer {
  readonly capacity: number;
  readonly observationWidth: number;
  readonly actionWidth: number;
  readonly #width: number;
  /** [allocated * width]; grows by doubling up to the capacity, so that short trainings stay small. */
  #rows: Float32Array;
  #size = 0;
  #next = 0;

  constructor(shape: {
    readonly capacity: number;
    readonly observationWidth: number;
    readonly actionWidth: number;
  }) {
    this.capacity = shape.capacity;
    this.observationWidth = shape.observationWidth;
    this.actionWidth = shape.actionWidth;
    this.#width = 2 * shape.observationWidth + shape.actionWidth + 2;
    this.#rows = new Float32Array(Math.min(1024, shape.capacity) * this.#width);
  }

  /** How many transitions there are. */
  get size(): number {
    return this.#size;
  }

  add({ observation, action, reward, nextObservation, terminated }: Transition): void {
    if (this.#next * this.#width === this.#rows.length && this.#size < this.capacity) this.#grow();
    const rows = this.#rows;
    let at = this.#next * this.#width;
    for (let i = 0; i < this.observationWidth; i++) rows[at++] = observation[i];
    for (let i = 0; i < this.actionWidth; i++) rows[at++] = action[i];
    rows[at++] = reward;
    for (let i = 0; i < this.observationWidth; i++) rows[at++] = nextObservation[i];
    rows[at] = terminated ? 1 : 0;
    this.#next = (this.#next + 1) % this.capacity;
    this.#size = Math.min(this.#size + 1, this.capacity);
  }

  /** `rows` transitions, each drawn evenly from all. There must be one at least. */
  sample(rows: number, random: Random): TransitionBatch {
    return this.#gather(rows, () => random.integer(this.#size));
  }

  /** The newest transitions, oldest of them first; all when there are fewer. */
  latest(rows: number): TransitionBatch {
    const count = Math.min(rows, this.#size);
    const first = this.#next - count + this.capacity;
    return this.#gather(count, (row) => (first + row) % this.capacity);
  }

  /** What is in it: the used rows, and where the next one goes. */
  save(): { readonly rows: Float32Array; readonly next: number } {
    return { rows: this.#rows.slice(0, this.#size * this.#width), next: this.#next };
  }

  /** Goes back to a save of a buffer of the same shape. */
  restore(saved: { readonly rows: Float32Array; readonly next: number }): void {
    this.#size = saved.rows.length / this.#width;
    this.#next = saved.next;
    const room = Math.max(saved.rows.length, this.#rows.length);
    this.#rows = new Float32Array(room);
    this.#rows.set(saved.rows);
  }

  /**
   * What going back takes, before `count` transitions are added at most: the ones they will overwrite. Cheap where
   * {@link save} is not.
   */
  mark(count: number): ReplayMark {
    const overwritten = new Float32Array(count * this.#width);
    for (let i = 0; i < count; i++) {
      const at = ((this.#next + i) % this.capacity) * this.#width;
      overwritten.set(this.#rows.subarray(at, at + this.#width), i * this.#width);
    }
    return { size: this.#size, next: this.#next, overwritten };
  }

  /** Goes back to a mark of this buffer. */
  rewind({ size, next, overwritten }: ReplayMark): void {
    // Rows beyond the size are nobody's: they are free again.
    for (let i = 0; i * this.#width < overwritten.length; i++) {
      const row = (next + i) % this.capacity;
      if (row < size)
        this.#rows.set(overwritten.subarray(i * this.#width, (i + 1) * this.#width), row * this.#width);
    }
    this.#size = size;
    this.#next = next;
  }

  #gather(count: number, index: (row: number) => number): TransitionBatch {
    const { observationWidth, actionWidth } = this;
    const observations = new Float32Array(count * observationWidth);
    const actions = new Float32Array(count * actionWidth);
    const rewards = new Float32Array(count);
    const nextObservations = new Float32Array(count * observationWidth);
    const terminated = new Float32Array(count);
    for (let row = 0; row < count; row++) {
      let at = index(row) * this.#width;
      for (let i = 0; i < observationWidth; i++) observations[row * observationWidth + i] = this.#rows[at++];
      for (let i = 0; i < actionWidth; i++) actions[row * actionWidth + i] = this.#rows[at++];
      rewards[row] = this.#rows[at++];
      for (let i = 0; i < observationWidth; i++)
        nextObservations[row * observationWidth + i] = this.#rows[at++];
      terminated[row] = this.#rows[at];
    }
    return { rows: count, observations, actions, rewards, nextObservations, terminated };
  }

  #grow(): void {
    const room = Math.min(2 * this.#rows.length, this.capacity * this.#width);
    const larger = new Float32Array(room);
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
