import type { FiniteMdp } from '../../mdp/finite-mdp.ts';

/**
 * The transitions between states with the actions merged: on a grid five actions with slip have a quarter as many
 * distinct (s, s') as (s, a, s'), and everything that sums over actions anyway walks these.
 */
export interface MergedActions {
  /** [S+1] */
  readonly rowStart: Int32Array;
  /** [pairs] */
  readonly successor: Int32Array;
  /** [entries of the MDP] which pair each entry (s, a, s') belongs to. */
  readonly pairOf: Int32Array;
}

export function mergeActions(mdp: FiniteMdp): MergedActions {
  const { stateCount, actionCount } = mdp;
  const rowStart = new Int32Array(stateCount + 1);
  const successor: number[] = [];
  const pairOf = new Int32Array(mdp.successor.length);
  for (let s = 0; s < stateCount; s++) {
    const pairs = new Map<number, number>();
    for (let k = mdp.rowStart[s * actionCount]; k < mdp.rowStart[(s + 1) * actionCount]; k++) {
      const next = mdp.successor[k];
      const known = pairs.get(next);
      pairOf[k] = known ?? successor.length;
      if (known !== undefined) continue;
      pairs.set(next, successor.length);
      successor.push(next);
    }
    rowStart[s + 1] = successor.length;
  }
  return { rowStart, successor: Int32Array.from(successor), pairOf };
}

/** The MDP whose one action does all of them at once: weight(s, s') = sum_a P(s'|s,a). Rows sum to A, not to 1. */
export function summedOverActions(mdp: FiniteMdp): FiniteMdp {
  const { rowStart, successor, pairOf } = mergeActions(mdp);
  const probability = new Float64Array(successor.length);
  for (let k = 0; k < pairOf.length; k++) probability[pairOf[k]] += mdp.probability[k];
  return { ...mdp, actionCount: 1, rowStart, successor, probability };
}
