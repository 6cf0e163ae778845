/** How one step is solved and walked: the only thing in which the two models differ. */
export interface Dynamics {
  /** Fills values (and what `push` needs) of step t from those of step t + 1. */
  backup(reward: Float64Array, t: number): void;
  /** into += mass carried from step t to t + 1 as the model moves. */
  push(reward: Float64Array, t: number, mass: Float64Array, into: Float64Array): void;
  /** Value after taking row s*A+a at step t. */
  rest(row: number, t: number): number;
  /** into += weight times the model's distribution of the state after row s*A+a at step t. */
  pushRow(row: number, t: number, weight: number, into: Float64Array): void;
  /** [T*S*A] */
  policy(reward: Float64Array): Float64Array;
}
