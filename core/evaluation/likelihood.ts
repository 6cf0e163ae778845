import type { Trajectory } from '../inverse/maxent/index.ts';
import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import { stageOffset } from './policy-table.ts';
import type { PolicyTable } from './types.ts';

/** log of the smallest probability told apart from none: a policy that rules an act out is charged this much. */
export const logFloor = -690;

/**
 * sum_t log pi_t(a_t|s_t) of one demonstration, nats; each term at least {@link logFloor}.
 *
 * @param steps length of an episode, for policies by time step
 */
export function actLogLikelihood(
  mdp: FiniteMdp,
  table: PolicyTable,
  steps: number,
  trajectory: Trajectory,
): number {
  let sum = 0;
  trajectory.actions.forEach((a, t) => {
    const at = stageOffset(mdp, table, steps, t) + trajectory.states[t] * mdp.actionCount + a;
    sum += Math.max(logFloor, Math.log(table.policy[at]));
  });
  return sum;
}

/** Mean log-likelihood per step over demonstrations, nats. */
export function logLikelihoodPerStep(
  mdp: FiniteMdp,
  table: PolicyTable,
  steps: number,
  trajectories: readonly Trajectory[],
): number {
  let sum = 0;
  let count = 0;
  for (const trajectory of trajectories) {
    sum += actLogLikelihood(mdp, table, steps, trajectory);
    count += trajectory.actions.length;
  }
  return sum / count;
}
