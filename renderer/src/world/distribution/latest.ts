/**
 * Questions that follow one another faster than their answers. One is under way at a time; of those that come meanwhile only
 * the newest is asked, a breath after the answer. So answers keep coming while something moves, and the last one is the newest.
 */
export class Latest {
  readonly #breath: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #next: (() => void) | null = null;
  #era = 0;

  /** @param breath milliseconds between an answer and the next question */
  constructor(breath: number) {
    this.#breath = breath;
  }

  ask<T>(question: () => Promise<T>, answered: (answer: T) => void, failed: (thrown: unknown) => void): void {
    const era = this.#era;
    const start = async () => {
      this.#busy = true;
      try {
        const answer = await question();
        if (era === this.#era) answered(answer);
      } catch (thrown) {
        if (era === this.#era) failed(thrown);
      }
      this.#timer = setTimeout(() => this.#goOn(), this.#breath);
    };
    this.#next = () => void start();
    if (!this.#busy) this.#goOn();
  }

  /** Nobody waits any more. */
  drop(): void {
    this.#era++;
    this.#next = null;
    clearTimeout(this.#timer);
    this.#busy = false;
  }

  #goOn(): void {
    const next = this.#next;
    this.#next = null;
    this.#busy = false;
    next?.();
  }
}
