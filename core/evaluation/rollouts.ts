import { deriveSeed, Random } from '../base/random.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { stageOffset } from './policy-table.ts';
import type { PolicyTable } from './types.ts';

export interface Rollouts {
  /** [count] undiscounted true returns; empty where the reward is unknown. */
  readonly returns: Float64Array;
  /** [count] 1 where the episode ended in a terminal state. */
  readonly terminated: Uint8Array;
  /** [count] steps taken. */
  readonly lengths: Int32Array;
}

/**
 * Seeded episodes of a policy from p0, at most `steps` steps. Rollout k draws from the seed's own k-th stream, so that
 * two policies that are compared meet the same luck.
 */
export function rollOut(input: {
  mdp: FiniteMdp;
  reward: Reward | null;
  table: PolicyTable;
  steps: number;
  seed: number;
  count: number;
}): Rollouts {
  const { mdp, reward, table, steps, seed, count } = input;
  const { stateCount, actionCount, rowStart, successor, probability, terminal, initial } = mdp;
  const returns = new Float64Array(reward === null ? 0 : count);
  const terminated = new Uint8Array(count);
  const lengths = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const random = Random.fromSeed(deriveSeed(seed, 'rollout', k));
    let s = random.categorical(initial, 0, stateCount);
    let sum = 0;
    let t = 0;
    for (; t < steps && !terminal[s]; t++) {
      const at = stageOffset(mdp, table, steps, t) + s * actionCount;
      const row = s * actionCount + random.categorical(table.policy, at, actionCount);
      if (reward !== null) sum += reward[row];
      const from = rowStart[row];
      s = successor[from + random.categorical(probability, from, rowStart[row + 1] - from)];
    }
    if (reward !== null) returns[k] = terminal[s] ? sum + reward[s * actionCount] : sum;
    terminated[k] = terminal[s];
    lengths[k] = t;
  }
  return { returns, terminated, lengths };
}
