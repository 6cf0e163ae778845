/** When the ticks of a real-time take are due. Pure: whoever drives it brings the clock. */

/** A page that falls further behind than this has stalled: catching up would drive blindly. ms. */
export const longestLag = 250;

export type Due =
  /** So many ticks to take now, at this running time, ms; the first of them late by so many milliseconds. */
  | { readonly kind: 'ticks'; readonly count: number; readonly time: number; readonly lateness: number }
  /** The page was away for so long that the take should be paused; no tick was taken or lost. */
  | { readonly kind: 'stalled'; readonly lateness: number };

/**
 * Ticks at a fixed rate on a clock that stands still while paused: tick k is due at k periods of running time. No tick
 * is ever left out: those missed by less than {@link longestLag} are taken at once, more is reported as a stall.
 */
export class TickSchedule {
  /** Ticks taken. */
  taken = 0;
  readonly period: number;
  /** Moment at which running time was 0, pauses taken out; null while paused. */
  #origin: number | null = null;
  /** Running time at the last pause. */
  #ran = 0;

  /** @param rate ticks per second, above 0 */
  constructor(rate: number) {
    this.period = 1000 / rate;
  }

  get running(): boolean {
    return this.#origin !== null;
  }

  /** Starts, or goes on after a pause: the tick that is next is due at its place in running time. */
  run(now: number): void {
    this.#origin ??= now - this.#ran;
  }

  pause(now: number): void {
    // Time beyond the next tick did not run: that tick is due at once when it goes on.
    this.#ran = Math.min(this.time(now), this.taken * this.period);
    this.#origin = null;
  }

  /** Running time, ms. */
  time(now: number): number {
    return this.#origin === null ? this.#ran : now - this.#origin;
  }

  /** What is to be done now; ticks answered here count as taken. Nothing is due while paused. */
  due(now: number): Due {
    const time = this.time(now);
    const lateness = time - this.taken * this.period;
    if (this.#origin === null || lateness < 0) return { kind: 'ticks', count: 0, time, lateness: 0 };
    if (lateness > longestLag) return { kind: 'stalled', lateness };
    const count = Math.floor(lateness / this.period) + 1;
    this.taken += count;
    return { kind: 'ticks', count, time, lateness };
  }

  /** Milliseconds until the next tick is due; null while paused. */
  wait(now: number): number | null {
    return this.#origin === null ? null : Math.max(0, this.taken * this.period - this.time(now));
  }
}
