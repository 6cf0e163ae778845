/** Questions that follow one another faster than their answers: only the newest is asked, and only its answer is used. */
export class Latest {
  #settle: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  #busy = false;
  #next: (() => void) | null = null;

  /** @param settle milliseconds without a newer question before one is asked */
  constructor(settle: number) {
    this.#settle = settle;
  }

  /** One question is under way at a time; those that came meanwhile give way to the last of them. */
  ask<T>(question: () => Promise<T>, answered: (answer: T) => void, failed: (thrown: unknown) => void): void {
    const mine = ++this.#asked;
    clearTimeout(this.#timer);
    const start = async () => {
      this.#busy = true;
      try {
        const answer = await question();
        if (mine === this.#asked) answered(answer);
      } catch (thrown) {
        if (mine === this.#asked) failed(thrown);
      }
      this.#busy = false;
      const next = this.#next;
      this.#next = null;
      next?.();
    };
    this.#timer = setTimeout(() => {
      if (this.#busy) this.#next = () => void start();
      else void start();
    }, this.#settle);
  }

  /** Nobody waits any more. */
  drop(): void {
    this.#asked++;
    clearTimeout(this.#timer);
    this.#next = null;
  }
}
