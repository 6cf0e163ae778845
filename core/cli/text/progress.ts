import type { Io } from '../command.ts';

/** One bar: `Recording  ████████░░░░  62 %  25 of 40`. `share` lies in [0, 1]. */
export function progressLine(label: string, share: number, note: string, columns: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  const percent = `${Math.round(bounded * 100)} %`.padStart(5);
  const width = Math.max(8, Math.min(32, columns - label.length - note.length - 14));
  const full = Math.round(bounded * width);
  return `${label}  ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent}  ${note}`.slice(0, columns - 1);
}

/** Draws bars on a terminal, at most ten times a second; elsewhere says each stage once, when it is done. */
export class Progress {
  readonly #io: Io;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(io: Io) {
    this.#io = io;
  }

  show(label: string, share: number, note: string): void {
    if (!this.#io.terminal) return;
    const now = performance.now();
    if (now - this.#drawnAt < 100 && share < 1) return;
    this.#drawnAt = now;
    this.#io.err(`\r\x1b[2K${progressLine(label, share, note, this.#io.columns)}`);
  }

  done(label: string, note: string): void {
    const line = this.#io.terminal ? progressLine(label, 1, note, this.#io.columns) : `${label}  ${note}`;
    this.#io.err(`${this.#io.terminal ? '\r\x1b[2K' : ''}${line}\n`);
    this.#drawnAt = Number.NEGATIVE_INFINITY;
  }
}
