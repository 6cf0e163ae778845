import type { FiniteMdp } from './finite-mdp.ts';

/**
 * Writes the rows of a CSR transition matrix in order: state by state, action by action. Entries of one row for the
 * same successor are merged and kept in order of successor; a row is rescaled to sum to 1.
 */
export class RowWriter {
  readonly #stateCount: number;
  readonly #actionCount: number;
  readonly #rowStart: Int32Array;
  #row = 0;
  #count = 0;
  #successor: Int32Array;
  #probability: Float64Array;

  constructor(stateCount: number, actionCount: number, expectedEntries: number) {
    this.#stateCount = stateCount;
    this.#actionCount = actionCount;
    this.#rowStart = new Int32Array(stateCount * actionCount + 1);
    this.#successor = new Int32Array(Math.max(16, expectedEntries));
    this.#probability = new Float64Array(Math.max(16, expectedEntries));
  }

  /** Adds an entry to the current row. */
  add(successor: number, probability: number): void {
    if (probability === 0) return;
    const from = this.#rowStart[this.#row];
    let at = this.#count;
    while (at > from && this.#successor[at - 1] > successor) at--;
    if (at > from && this.#successor[at - 1] === successor) {
      this.#probability[at - 1] += probability;
      return;
    }
    if (this.#count === this.#successor.length) this.#grow();
    for (let k = this.#count; k > at; k--) {
      this.#successor[k] = this.#successor[k - 1];
      this.#probability[k] = this.#probability[k - 1];
    }
    this.#successor[at] = successor;
    this.#probability[at] = probability;
    this.#count++;
  }

  /** Ends the current row and begins the next. */
  endRow(): void {
    const from = this.#rowStart[this.#row];
    let sum = 0;
    for (let k = from; k < this.#count; k++) sum += this.#probability[k];
    // Rounding of a few ulps stays as written.
    if (this.#count > from && Math.abs(sum - 1) > 1e-14)
      for (let k = from; k < this.#count; k++) this.#probability[k] /= sum;
    this.#row++;
    this.#rowStart[this.#row] = this.#count;
  }

  /** The MDP of the rows written. */
  finish(initial: Float64Array, terminal: Uint8Array): FiniteMdp {
    return {
      stateCount: this.#stateCount,
      actionCount: this.#actionCount,
      rowStart: this.#rowStart,
      successor: this.#successor.slice(0, this.#count),
      probability: this.#probability.slice(0, this.#count),
      initial,
      terminal,
    };
  }

  #grow(): void {
    const successor = new Int32Array(this.#successor.length * 2);
    const probability = new Float64Array(this.#successor.length * 2);
    successor.set(this.#successor);
    probability.set(this.#probability);
    this.#successor = successor;
    this.#probability = probability;
  }
}
