/**
 * Finite Markov decision processes, sparse.
 *
 * Transitions are stored as compressed sparse rows over (s, a): row `s * actionCount + a` holds the successors of
 * taking a in s. A terminal state ends the episode on arrival: its value is its own reward (0 unless one is given),
 * collected once, without entropy, and nothing follows.
 */
export interface FiniteMdp {
  /** S, number of states. */
  readonly stateCount: number;
  /** A, number of actions; every action is available in every state. */
  readonly actionCount: number;
  /** [S*A + 1] first entry of each row; the last is the number of entries. */
  readonly rowStart: Int32Array;
  /** [entries] successor state. */
  readonly successor: Int32Array;
  /** [entries] P(s'|s,a), > 0; each row of a non-terminal state sums to 1; rows of terminal states are empty. */
  readonly probability: Float64Array;
  /** [S] p0(s), sums to 1. */
  readonly initial: Float64Array;
  /** [S] 1 where the episode ends on arrival. */
  readonly terminal: Uint8Array;
}

/** A reward r(s,a), [S*A] row-major. A state reward r(s) is repeated over actions. */
export type Reward = Float64Array;

/** State features phi(s): `values[s * count + f]`. */
export interface StateFeatures {
  readonly count: number;
  readonly names: readonly string[];
  readonly values: Float64Array;
}
