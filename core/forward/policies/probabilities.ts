import type { Policy } from './policy.ts';

/** π(a|s) of every index a = 0..n-1, [rows * n]; null for a policy that can only be drawn from. */
export function indexProbabilities(
  policy: Policy,
  observations: ArrayLike<number>,
  rows: number,
  n: number,
): Float64Array | null {
  if (policy.logDensity === null) return null;
  const all = new Float64Array(rows * n);
  for (let a = 0; a < n; a++) {
    const logs = policy.logDensity(observations, new Float32Array(rows).fill(a), rows);
    for (let row = 0; row < rows; row++) all[row * n + a] = Math.exp(logs[row]);
  }
  return all;
}
