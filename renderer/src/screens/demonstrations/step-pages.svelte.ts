/** The steps of one demonstration, read in pages as they are needed. */
import type { LabClient, Steps } from '../../../../core/contract/index.ts';

const pageSize = 4096;

export interface StepAt {
  readonly state: number;
  /** Action taken in that state; null after the last step. */
  readonly action: number | null;
  readonly reward: number | null;
  readonly time: number | null;
}

export class StepPages {
  readonly id: string;
  readonly length: number;
  /** States known so far: T + 1 when everything is read; -1 where a page is still out. */
  readonly states: Int32Array;
  /** Steps read; redraw when it grows. */
  loaded = $state(0);
  error = $state.raw<unknown>(null);
  #client: Pick<LabClient['demonstrations'], 'steps'>;
  #pages = new Map<number, Steps>();
  #asked = new Set<number>();

  constructor(client: Pick<LabClient['demonstrations'], 'steps'>, id: string, length: number) {
    this.#client = client;
    this.id = id;
    this.length = length;
    this.states = new Int32Array(length + 1).fill(-1);
  }

  /** Reads every page, in order; the first one is there first. */
  async readAll(): Promise<void> {
    for (let page = 0; page * pageSize < this.length; page++) await this.#read(page);
  }

  /** The step at t, 0 to length; null while its page is out (which is then asked for). */
  at(t: number): StepAt | null {
    const page = Math.floor(Math.min(t, this.length - 1) / pageSize);
    const steps = this.#pages.get(page);
    if (!steps) {
      void this.#read(page);
      return null;
    }
    if (t >= this.length) return { state: this.states[this.length], action: null, reward: null, time: null };
    const i = t - steps.from;
    return {
      state: steps.observations[i],
      action: steps.actions[i],
      reward: steps.rewards[i],
      time: steps.times[i],
    };
  }

  async #read(page: number): Promise<void> {
    if (this.#asked.has(page) || page < 0) return;
    this.#asked.add(page);
    try {
      const steps = await this.#client.steps({ id: this.id, from: page * pageSize, count: pageSize });
      this.#pages.set(page, steps);
      this.states.set(steps.observations, steps.from);
      if (steps.finalObservation) this.states[this.length] = steps.finalObservation[0];
      this.loaded += steps.count;
    } catch (thrown) {
      this.#asked.delete(page);
      this.error = thrown;
    }
  }
}
