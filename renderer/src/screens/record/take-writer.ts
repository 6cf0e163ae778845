/**
 * Sends the steps of one take to the core as they happen: in order, one chunk in flight, coalesced while one is. Safe
 * to retry: each chunk says where it begins, and after a doubt the core is asked how much it has.
 */
import { asLabError, LabError } from '../../../../core/base/errors.ts';

export interface RecordedStep {
  /** [observationWidth] before the action. */
  readonly observation: ArrayLike<number>;
  /** [actionWidth] */
  readonly action: ArrayLike<number>;
  readonly reward: number;
  /** Milliseconds since the take began. */
  readonly time: number;
  /** [observationWidth] after it. */
  readonly next: ArrayLike<number>;
}

/** How the values of a take are stored: indices, or continuous values. */
export type Dtype = 'i32' | 'f32';
type Values = Int32Array | Float32Array;

export interface Chunk {
  readonly id: string;
  readonly from: number;
  readonly observations: Values;
  readonly actions: Values;
  readonly rewards: Float64Array;
  readonly times: Float32Array;
  readonly finalObservation: Values;
}

export interface TakeWire {
  append(chunk: Chunk): Promise<{ committed: number }>;
  /** How many steps of the take the core holds. */
  committed(id: string): Promise<number>;
  /** Fulfilled after some milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** saved: nothing to do; saving: a chunk is on its way; waiting: the core does not answer; failed: it refused. */
export type TakeStatus = 'saved' | 'saving' | 'waiting' | 'failed';

/** Steps in one message, at most. */
const largestChunk = 4096;
/** Milliseconds between tries while the core does not answer. */
const retryDelay = 1000;

export class TakeWriter {
  readonly id: string;
  committed = 0;
  status: TakeStatus = 'saved';
  failure: LabError | null = null;
  readonly #dtype: Dtype;
  readonly #gather: number;
  #wire: TakeWire;
  #changed: () => void;
  #steps: RecordedStep[] = [];
  #pumping = false;
  #wake: () => void = () => {};
  #idle: { resolve: () => void; reject: (error: LabError) => void }[] = [];

  /** @param take its id, its values, and how many milliseconds of steps gather before they leave together (0: at once) */
  constructor(
    take: { readonly id: string; readonly dtype: Dtype; readonly gather: number },
    wire: TakeWire,
    changed: () => void,
  ) {
    this.id = take.id;
    this.#dtype = take.dtype;
    this.#gather = take.gather;
    this.#wire = wire;
    this.#changed = changed;
  }

  get length(): number {
    return this.#steps.length;
  }

  /** Steps that are not yet in the lab file. */
  get unsaved(): number {
    return this.#steps.length - this.committed;
  }

  /** Times of the last `most` steps. */
  times(most: number): number[] {
    return this.#steps.slice(-most).map((step) => step.time);
  }

  /** Takes a step; it leaves at once unless a chunk is in flight, and then with the next one. */
  push(step: RecordedStep): void {
    this.#steps.push(step);
    this.#changed();
    void this.#pump();
  }

  /** Tries again now, after a connection came back. */
  retry(): void {
    this.#wake();
    void this.#pump();
  }

  /** Fulfilled when every step is committed; rejects while the core does not answer or after it refused. */
  flushed(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.unsaved === 0) return Promise.resolve();
    if (this.status === 'waiting') return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      this.#idle.push({ resolve, reject });
      this.#wake();
      void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    if (this.#pumping || this.failure) return;
    this.#pumping = true;
    while (this.unsaved > 0 && !this.failure) {
      this.#set('saving');
      // Somebody who waits for the end is not kept waiting.
      if (this.#gather > 0 && this.#idle.length === 0) await this.#rest(this.#gather);
      await this.#send().catch((thrown: unknown) => this.#fail(asLabError(thrown)));
    }
    this.#pumping = false;
    if (this.failure) return;
    this.#set('saved');
    for (const waiting of this.#idle.splice(0)) waiting.resolve();
  }

  async #send(): Promise<void> {
    try {
      this.committed = (await this.#wire.append(this.#chunk())).committed;
    } catch (thrown) {
      const error = asLabError(thrown);
      if (error.code === 'BackendGone') await this.#waitForCore();
      else if (error.code === 'Conflict') await this.#reconcile(error);
      else throw error;
    }
  }

  /** A chunk whose answer was lost is in the file already: go on from what the core holds. */
  async #reconcile(conflict: LabError): Promise<void> {
    let held: number;
    try {
      held = await this.#wire.committed(this.id);
    } catch (thrown) {
      if (asLabError(thrown).code !== 'BackendGone') throw thrown;
      return this.#waitForCore();
    }
    if (held === this.committed || held > this.length) throw conflict;
    this.committed = held;
  }

  async #waitForCore(): Promise<void> {
    this.#set('waiting');
    for (const waiting of this.#idle.splice(0)) waiting.reject(gone());
    await this.#rest(retryDelay);
  }

  /** Some milliseconds, or until somebody wakes it. */
  async #rest(ms: number): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([woken, this.#wire.sleep(ms)]);
  }

  #fail(error: LabError): void {
    this.failure = error;
    this.#set('failed');
    for (const waiting of this.#idle.splice(0)) waiting.reject(error);
  }

  #set(status: TakeStatus): void {
    this.status = status;
    this.#changed();
  }

  #chunk(): Chunk {
    const steps = this.#steps.slice(this.committed, this.committed + largestChunk);
    return {
      id: this.id,
      from: this.committed,
      observations: pack(
        steps.map((step) => step.observation),
        this.#dtype,
      ),
      actions: pack(
        steps.map((step) => step.action),
        this.#dtype,
      ),
      rewards: Float64Array.from(steps, (step) => step.reward),
      times: Float32Array.from(steps, (step) => step.time),
      finalObservation: pack([steps[steps.length - 1].next], this.#dtype),
    };
  }
}

/** Vectors of one width, one after the other. */
function pack(vectors: readonly ArrayLike<number>[], dtype: Dtype): Values {
  const width = vectors[0]?.length ?? 0;
  const out =
    dtype === 'i32' ? new Int32Array(vectors.length * width) : new Float32Array(vectors.length * width);
  for (let i = 0; i < vectors.length; i++) out.set(vectors[i], i * width);
  return out;
}

const gone = () =>
  new LabError('BackendGone', 'The core process does not answer, so the last steps are not saved yet.', {
    kept: 'The steps wait in this window and are sent when it answers again.',
    remedy: 'Keep the window open and try again in a moment.',
  });
