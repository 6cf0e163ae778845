/**
 * The EPIC pseudometric between rewards (Gleave et al., 2021, "Quantifying differences in reward functions"):
 * sqrt((1 - rho)/2), rho the Pearson correlation of the canonically shaped rewards
 *
 *   C(R)(s,a,s') = R(s,a,s') + E[gamma R(s',A,S') - R(s,A,S') - gamma R(S,A,S')],
 *
 * with S, A, S' and the coverage (s,a,s') uniform. 0 for rewards that differ by scale and potential shaping, 1 for
 * opposite ones.
 */
import { mean, pearson } from '../numerics/index.ts';

const fromCorrelation = (rho: number) => Math.sqrt(Math.max(0, (1 - rho) / 2));

/** C(R) of a reward [S*A*S] (s, a, s' row-major). */
export function canonicalReward(input: {
  stateCount: number;
  actionCount: number;
  discount: number;
  reward: Float64Array;
}): Float64Array {
  const { stateCount: S, actionCount: A, discount, reward } = input;
  /** Mean reward of leaving each state. */
  const leaving = Float64Array.from({ length: S }, (_, s) =>
    mean(reward.subarray(s * A * S, (s + 1) * A * S)),
  );
  const overall = mean(leaving);
  return reward.map((r, i) => {
    const s = Math.trunc(i / (A * S));
    return r + discount * leaving[i % S] - leaving[s] - discount * overall;
  });
}

/** EPIC distance of two rewards over transitions, [S*A*S] each. NaN when one of them is only shaping. */
export function epicDistance(input: {
  stateCount: number;
  actionCount: number;
  discount: number;
  first: Float64Array;
  second: Float64Array;
}): number {
  const { first, second, ...space } = input;
  const a = canonicalReward({ ...space, reward: first });
  const b = canonicalReward({ ...space, reward: second });
  return fromCorrelation(pearson(a, b));
}

/**
 * EPIC distance of two rewards r(s,a), [S*A] each, in O(S A): the canonical form is a sum of a part of (s,a),
 * r(s,a) - m(s), and a part of s', gamma m(s'), m the mean over actions; under uniform coverage the two are
 * independent, so variances and covariances add.
 */
export function epicDistanceOfStateActions(input: {
  stateCount: number;
  actionCount: number;
  discount: number;
  first: Float64Array;
  second: Float64Array;
}): number {
  const { stateCount: S, actionCount: A, discount } = input;
  const parts = (reward: Float64Array) => {
    const m = Float64Array.from({ length: S }, (_, s) => mean(reward.subarray(s * A, (s + 1) * A)));
    const centre = mean(m);
    return {
      act: reward.map((r, i) => r - m[Math.trunc(i / A)]),
      next: m.map((x) => discount * (x - centre)),
      size: reward.reduce((most, r) => Math.max(most, Math.abs(r)), 0),
    };
  };
  const product = (x: Float64Array, y: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum / x.length;
  };
  const [x, y] = [parts(input.first), parts(input.second)];
  const xx = product(x.act, x.act) + product(x.next, x.next);
  const yy = product(y.act, y.act) + product(y.next, y.next);
  const xy = product(x.act, y.act) + product(x.next, y.next);
  // What is left after shaping may be rounding alone.
  if (!(xx > 1e-26 * x.size ** 2) || !(yy > 1e-26 * y.size ** 2)) return Number.NaN;
  return fromCorrelation(Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy))));
}
