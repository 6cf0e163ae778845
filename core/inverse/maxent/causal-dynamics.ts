import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { causalBackup, causalPush, continuation } from './causal-backup.ts';
import type { Dynamics } from './dynamics.ts';

/** The expert's own dynamics: chance stays what it is, the policy answers to it. */
export class CausalDynamics implements Dynamics {
  readonly #mdp: FiniteMdp;
  readonly #value: Float64Array;
  readonly #policy: Float64Array;
  readonly #temperature: number;

  constructor(mdp: FiniteMdp, steps: number, temperature: number, value: Float64Array) {
    this.#mdp = mdp;
    this.#value = value;
    this.#temperature = temperature;
    this.#policy = new Float64Array(steps * mdp.stateCount * mdp.actionCount);
  }
  backup(reward: Float64Array, t: number): void {
    const S = this.#mdp.stateCount;
    const value = this.#value;
    const at = t * S * this.#mdp.actionCount;
    causalBackup(this.#mdp, reward, 1, this.#temperature, value, (t + 1) * S, value, t * S, this.#policy, at);
  }
  push(_reward: Float64Array, t: number, mass: Float64Array, into: Float64Array): void {
    causalPush(this.#mdp, this.#policy, t * this.#mdp.stateCount * this.#mdp.actionCount, mass, into);
  }
  rest(row: number, t: number): number {
    return continuation(this.#mdp, row, 1, this.#value, (t + 1) * this.#mdp.stateCount);
  }
  pushRow(row: number, _t: number, weight: number, into: Float64Array): void {
    const { rowStart, successor, probability } = this.#mdp;
    for (let k = rowStart[row]; k < rowStart[row + 1]; k++) into[successor[k]] += weight * probability[k];
  }
  policy(): Float64Array {
    return this.#policy.slice();
  }
}
