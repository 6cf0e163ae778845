/** What a run's policy would do at one observation, asked for as the observation changes. */
import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type { Acted, LabClient } from '../../../../core/contract/index.ts';
import { Latest } from './latest.ts';

/** Enough that two peaks are told from one. */
export const drawCount = 300;
/** Milliseconds between two questions. */
const breath = 40;

export class PolicyAt {
  /** Of one observation; stays until the next answer is there. */
  acted = $state.raw<Acted | null>(null);
  /** The observation that it answers. */
  at = $state.raw<ArrayLike<number> | null>(null);
  error = $state.raw<LabErrorData | null>(null);
  #runs: Pick<LabClient['runs'], 'act'>;
  #latest = new Latest(breath);

  constructor(runs: Pick<LabClient['runs'], 'act'>) {
    this.#runs = runs;
  }

  /** @param observation [observationWidth] */
  ask(runId: string, observation: Float32Array | Int32Array, seed: number): void {
    this.#latest.ask(
      () => this.#runs.act({ id: runId, observations: observation, rows: 1, samples: drawCount, seed }),
      (acted) => {
        this.acted = acted;
        this.at = observation;
        this.error = null;
      },
      (thrown) => {
        this.acted = null;
        this.error = asLabError(thrown).toData();
      },
    );
  }

  /** Nobody looks any more. */
  drop(): void {
    this.#latest.drop();
  }
}
