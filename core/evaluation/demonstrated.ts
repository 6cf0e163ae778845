/** What demonstrations did, counted. */
import type { Trajectory } from '../inverse/maxent/index.ts';
import type { FiniteMdp, Reward, StateFeatures } from '../mdp/finite-mdp.ts';

/** The state in which it ended, when that is known and terminal; null otherwise. */
export function endOf(mdp: FiniteMdp, { states, actions }: Trajectory): number | null {
  const last = states.length > actions.length ? states[actions.length] : null;
  return last !== null && mdp.terminal[last] ? last : null;
}

/** Undiscounted true return, arrival in a terminal state included. */
export function trueReturn(mdp: FiniteMdp, reward: Reward, trajectory: Trajectory): number {
  let sum = 0;
  trajectory.actions.forEach((a, t) => {
    sum += reward[trajectory.states[t] * mdp.actionCount + a];
  });
  const end = endOf(mdp, trajectory);
  return end === null ? sum : sum + reward[end * mdp.actionCount];
}

/** [F] sum_t discount^t phi(s_t) over the states acted in, and the terminal one arrived in. */
export function featureCounts(
  mdp: FiniteMdp,
  features: StateFeatures,
  trajectory: Trajectory,
  discount: number,
): Float64Array {
  const out = new Float64Array(features.count);
  let scale = 1;
  const add = (s: number) => {
    for (let f = 0; f < out.length; f++) out[f] += scale * features.values[s * features.count + f];
    scale *= discount;
  };
  for (let t = 0; t < trajectory.actions.length; t++) add(trajectory.states[t]);
  const end = endOf(mdp, trajectory);
  if (end !== null) add(end);
  return out;
}

/** [S] share of demonstrations that start in each state. */
export function startShares(mdp: FiniteMdp, trajectories: readonly Trajectory[]): Float64Array {
  const out = new Float64Array(mdp.stateCount);
  for (const { states } of trajectories) out[states[0]] += 1 / trajectories.length;
  return out;
}

/**
 * [steps] share of demonstrations that were not cut short before step t: the weight that makes a policy's expected
 * counts comparable with theirs.
 */
export function observedShares(
  mdp: FiniteMdp,
  trajectories: readonly Trajectory[],
  steps: number,
): Float64Array {
  const out = new Float64Array(steps);
  for (const trajectory of trajectories) {
    const until = endOf(mdp, trajectory) === null ? trajectory.actions.length : steps;
    for (let t = 0; t < until; t++) out[t] += 1 / trajectories.length;
  }
  return out;
}

/** [S] visits of all demonstrations: states acted in and terminal states arrived in. */
export function stateVisits(mdp: FiniteMdp, trajectories: readonly Trajectory[]): Float64Array {
  const out = new Float64Array(mdp.stateCount);
  for (const trajectory of trajectories) {
    for (let t = 0; t < trajectory.actions.length; t++) out[trajectory.states[t]]++;
    const end = endOf(mdp, trajectory);
    if (end !== null) out[end]++;
  }
  return out;
}

/** Acts by demonstration over the (s,a) that any of them took. */
export interface ActCounts {
  /** [support] s*A+a, ascending. */
  readonly rows: Int32Array;
  /** Per demonstration: positions in `rows` and how often. */
  readonly perDemonstration: readonly { readonly at: Int32Array; readonly count: Float64Array }[];
}

export function actCounts(mdp: FiniteMdp, trajectories: readonly Trajectory[]): ActCounts {
  const counted = trajectories.map(({ states, actions }) => {
    const counts = new Map<number, number>();
    actions.forEach((a, t) => {
      const row = states[t] * mdp.actionCount + a;
      counts.set(row, (counts.get(row) ?? 0) + 1);
    });
    return counts;
  });
  const rows = Int32Array.from(new Set(counted.flatMap((counts) => [...counts.keys()]))).sort();
  const position = new Map(Array.from(rows, (row, i) => [row, i]));
  const perDemonstration = counted.map((counts) => ({
    at: Int32Array.from(counts.keys(), (row) => position.get(row) as number),
    count: Float64Array.from(counts.values()),
  }));
  return { rows, perDemonstration };
}
