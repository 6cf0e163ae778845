/** The reference that knows the truth: the soft-optimal policy of the true reward. */
import { finiteHorizon, softQIteration } from '../inference/index.ts';
import type { Trajectory } from '../inverse/maxent/index.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { logLikelihoodPerStep } from './likelihood.ts';
import type { PolicyTable } from './types.ts';

/** Above this a policy by time step is given up for a stationary one. */
const mostEntries = 2 ** 25;
/** Above this a solve takes long enough to be content with fewer of them. */
const manyEntries = 2 ** 21;
const coarse = [-3, -2, -1, 0, 1, 2, 3];

function policyOf(mdp: FiniteMdp, reward: Reward, steps: number, temperature: number): PolicyTable {
  if (steps * mdp.stateCount * mdp.actionCount <= mostEntries) {
    const problem = { mdp, reward, horizon: steps, discount: 1, temperature, prior: null };
    return { horizon: steps, policy: finiteHorizon({ ...problem, backup: 'causal' }).policy };
  }
  const limits = { tolerance: 1e-6 * temperature, maxIterations: 100_000 };
  const solved = softQIteration({ mdp, reward, discount: 0.99, temperature, prior: null, ...limits });
  return { horizon: 0, policy: solved.policy };
}

/**
 * The soft-optimal policy of the true reward at the temperature that explains the demonstrations best: what a perfect
 * recovery of the reward would reach. The temperature is found by a grid over powers of ten and golden sections.
 */
export function trueRewardReference(
  mdp: FiniteMdp,
  reward: Reward,
  steps: number,
  demonstrations: readonly Trajectory[],
): { table: PolicyTable; temperature: number } {
  const at = (exponent: number) => {
    const table = policyOf(mdp, reward, steps, 10 ** exponent);
    return { exponent, table, score: logLikelihoodPerStep(mdp, table, steps, demonstrations) };
  };
  type Candidate = ReturnType<typeof at>;
  const better = (a: Candidate, b: Candidate) => (b.score > a.score ? b : a);
  let best = coarse.map(at).reduce(better);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = Math.max(coarse[0], best.exponent - 1);
  let high = Math.min(coarse[coarse.length - 1], best.exponent + 1);
  let left = at(high - ratio * (high - low));
  let right = at(low + ratio * (high - low));
  const sections = steps * mdp.stateCount * mdp.actionCount > manyEntries ? 3 : 10;
  for (let i = 0; i < sections; i++) {
    best = better(best, better(left, right));
    if (left.score >= right.score) {
      high = right.exponent;
      right = left;
      left = at(high - ratio * (high - low));
    } else {
      low = left.exponent;
      left = right;
      right = at(low + ratio * (high - low));
    }
  }
  best = better(best, better(left, right));
  return { table: best.table, temperature: 10 ** best.exponent };
}
