import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import type { Dynamics } from './dynamics.ts';
import { summedOverActions } from './merged-actions.ts';
import { posteriorBackup, posteriorContinuation, posteriorPush } from './posterior-backup.ts';

/** Dynamics given success: chance is tilted towards what pays. */
export class PosteriorDynamics implements Dynamics {
  readonly #mdp: FiniteMdp;
  /** Backups and walks sum over actions: one merged action does. */
  readonly #merged: FiniteMdp;
  readonly #steps: number;
  readonly #value: Float64Array;
  readonly #temperature: number;
  readonly #scratch: Float64Array;

  constructor(mdp: FiniteMdp, steps: number, temperature: number, value: Float64Array) {
    this.#mdp = mdp;
    this.#merged = summedOverActions(mdp);
    this.#steps = steps;
    this.#value = value;
    this.#temperature = temperature;
    this.#scratch = new Float64Array(mdp.stateCount);
  }
  backup(reward: Float64Array, t: number): void {
    const S = this.#mdp.stateCount;
    const value = this.#value;
    posteriorBackup(this.#merged, reward, this.#temperature, value, (t + 1) * S, value, t * S, this.#scratch);
  }
  push(reward: Float64Array, t: number, mass: Float64Array, into: Float64Array): void {
    const S = this.#mdp.stateCount;
    const v = this.#value;
    posteriorPush(
      this.#merged,
      reward,
      this.#temperature,
      v,
      (t + 1) * S,
      v,
      t * S,
      this.#scratch,
      mass,
      into,
    );
  }
  rest(row: number, t: number): number {
    return posteriorContinuation(
      this.#mdp,
      row,
      this.#temperature,
      this.#value,
      (t + 1) * this.#mdp.stateCount,
    );
  }
  pushRow(row: number, t: number, weight: number, into: Float64Array): void {
    const { rowStart, successor, probability, stateCount } = this.#mdp;
    const rest = this.rest(row, t);
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
      const next = this.#value[(t + 1) * stateCount + successor[k]];
      into[successor[k]] += weight * probability[k] * Math.exp((next - rest) / this.#temperature);
    }
  }
  policy(reward: Float64Array): Float64Array {
    const { stateCount, actionCount, terminal } = this.#mdp;
    const policy = new Float64Array(this.#steps * stateCount * actionCount);
    for (let t = 0; t < this.#steps; t++) {
      for (let s = 0; s < stateCount; s++) {
        if (terminal[s]) continue;
        const inside = this.#value[t * stateCount + s] - reward[s];
        for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
          const log = (this.rest(row, t) - inside) / this.#temperature;
          policy[t * stateCount * actionCount + row] = Math.exp(log);
        }
      }
    }
    return policy;
  }
}
