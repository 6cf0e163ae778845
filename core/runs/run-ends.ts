import { asLabError, type LabError } from '../base/errors.ts';
import type { LabWriter } from '../store/api.ts';
import { type Control, control } from './protocol.ts';

/** How a run that was asked to stop is called. */
export type Asked = 'paused' | 'cancelled' | 'interrupted';
export type StopRequest = Exclude<Control, 0>;
export const stoppedAs = {
  [control.pause]: 'paused',
  [control.cancel]: 'cancelled',
  [control.interrupt]: 'interrupted',
} as const satisfies Record<StopRequest, Asked>;

/** Writes into a run's row how it ended. `now` is the time in milliseconds since 1970. */
export class RunEnds {
  readonly #writer: LabWriter;
  readonly #now: () => number;

  constructor(writer: LabWriter, now: () => number) {
    this.#writer = writer;
    this.#now = now;
  }

  /** It was asked to stop, and did. */
  stopped(id: string, how: StopRequest): void {
    this.#writer.updateRun(id, { status: stoppedAs[how], endedAt: this.#now() });
  }

  /** It was asked to stop, and its worker was ended. */
  ended(id: string, how: StopRequest): void {
    this.#attempt(id, () => this.stopped(id, how));
  }

  /** What stopped the run lies outside of it: it can go on from its last checkpoint once that is mended. */
  interrupted(id: string, error: LabError): void {
    this.#attempt(id, () =>
      this.#writer.updateRun(id, { status: 'interrupted', error: error.toData(), endedAt: this.#now() }),
    );
  }

  /** The run itself cannot go on. */
  failed(id: string, thrown: unknown): void {
    const data = asLabError(thrown).toData();
    this.#attempt(id, () => {
      const { iteration } = this.#writer.run(id);
      const kept = iteration > 0 ? `The reward and the curves up to iteration ${iteration}.` : null;
      const error = { ...data, kept: data.kept ?? kept };
      this.#writer.updateRun(id, { status: 'failed', error, endedAt: this.#now() });
    });
  }

  /** A row that cannot be written (a full disk) stays `running`, and is `interrupted` at the next opening. */
  #attempt(id: string, write: () => void): void {
    try {
      write();
    } catch (thrown) {
      console.error(`The end of run ${id} could not be written: ${asLabError(thrown).message}`);
    }
  }
}
