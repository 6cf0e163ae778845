/** A clock of whole steps that plays, pauses, steps and scrubs. Several pictures may hang on one. */

export const playSpeeds = [1, 2, 4, 8, 16, 32, 64] as const;

export interface Frames {
  request(callback: (now: number) => void): number;
  cancel(handle: number): void;
}

const browserFrames: Frames = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

export class PlayClock {
  /** Steps taken, 0 to `length`. */
  at = $state(0);
  length = $state(0);
  playing = $state(false);
  /** Steps per second. */
  speed = $state(8);
  #frames: Frames;
  #handle = 0;
  #last = 0;
  #fraction = 0;

  constructor(frames: Frames = browserFrames) {
    this.#frames = frames;
  }

  /** Another episode: from its start, and standing still. */
  reset(length: number): void {
    this.pause();
    this.length = length;
    this.at = 0;
  }

  /** A length that became known later; the place stays where it can. */
  extend(length: number): void {
    this.length = length;
    this.at = Math.min(this.at, length);
  }

  seek(at: number): void {
    this.at = Math.min(this.length, Math.max(0, Math.round(at)));
    this.#fraction = 0;
    if (this.at >= this.length) this.pause();
  }

  step(by: number): void {
    this.pause();
    this.seek(this.at + by);
  }

  /** Plays on; from the start again when it stands at the end. */
  play(): void {
    if (this.playing || this.length === 0) return;
    if (this.at >= this.length) this.at = 0;
    this.playing = true;
    this.#fraction = 0;
    this.#last = 0;
    this.#handle = this.#frames.request((now) => this.#tick(now));
  }

  pause(): void {
    this.playing = false;
    this.#frames.cancel(this.#handle);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  faster(): void {
    this.speed = playSpeeds.find((speed) => speed > this.speed) ?? this.speed;
  }

  slower(): void {
    this.speed = playSpeeds.findLast((speed) => speed < this.speed) ?? this.speed;
  }

  #tick(now: number): void {
    if (!this.playing) return;
    if (this.#last > 0) this.#fraction += ((now - this.#last) / 1000) * this.speed;
    this.#last = now;
    const whole = Math.floor(this.#fraction);
    this.#fraction -= whole;
    if (whole > 0) this.at = Math.min(this.length, this.at + whole);
    if (this.at >= this.length) this.pause();
    else this.#handle = this.#frames.request((next) => this.#tick(next));
  }
}
