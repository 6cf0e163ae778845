import type { ActionRange, Policy } from '../../forward/index.ts';
import type { Trajectory } from './trajectories.ts';

/**
 * Demonstrated actions are read as at most this share of the way to a bound: recorded ones stand exactly at it, where
 * a squashed Gaussian has no density worth the name.
 */
const inside = 0.99;

/** A trajectory as densities see it: actions at the bounds moved just inside. `range` is null for indices. */
export function insideBounds(trajectory: Trajectory, range: ActionRange | null): Trajectory {
  if (range === null) return trajectory;
  const { center, half } = range;
  const m = center.length;
  const actions = trajectory.actions.map((a, i) => {
    const h = half[i % m];
    if (h === null) return a;
    const c = center[i % m];
    return Math.min(Math.max(a, c - inside * h), c + inside * h);
  });
  return { ...trajectory, actions };
}

/** Σ_t log π(a_t|s_t) of each trajectory, [trajectories]. */
export function logDensitiesOf(policy: Policy, trajectories: readonly Trajectory[]): Float64Array {
  if (policy.logDensity === null) return new Float64Array(trajectories.length).fill(Number.NaN);
  const rows = trajectories.reduce((sum, { length }) => sum + length, 0);
  const sums = new Float64Array(trajectories.length);
  if (rows === 0) return sums;
  const { observationWidth, actionWidth } = policy;
  const observations = new Float32Array(rows * observationWidth);
  const actions = new Float32Array(rows * actionWidth);
  let row = 0;
  for (const one of trajectories) {
    observations.set(one.observations.subarray(0, one.length * observationWidth), row * observationWidth);
    actions.set(one.actions, row * actionWidth);
    row += one.length;
  }
  const logDensity = policy.logDensity(observations, actions, rows);
  row = 0;
  trajectories.forEach(({ length }, j) => {
    for (let t = 0; t < length; t++) sums[j] += logDensity[row++];
  });
  return sums;
}
