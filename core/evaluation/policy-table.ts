import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import type { PolicyTable } from './types.ts';

/** Every action alike, in every state. */
export function uniformPolicy(mdp: FiniteMdp): PolicyTable {
  const policy = new Float64Array(mdp.stateCount * mdp.actionCount).fill(1 / mdp.actionCount);
  return { horizon: 0, policy };
}

/**
 * Where the probabilities of step t begin in a policy's table, when episodes last `steps` steps. A policy for more
 * steps starts at its first; one for fewer keeps to its first until as many steps are left as it was made for.
 */
export function stageOffset(mdp: FiniteMdp, table: PolicyTable, steps: number, t: number): number {
  if (table.horizon === 0) return 0;
  const missing = Math.max(0, steps - table.horizon);
  return Math.max(0, t - missing) * mdp.stateCount * mdp.actionCount;
}
