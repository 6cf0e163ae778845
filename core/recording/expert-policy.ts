import { LabError } from '../base/errors.ts';
import type { FiniteExpert } from '../contract/index.ts';
import { softQIteration } from '../inference/index.ts';
import type { FiniteWorld } from '../mdp/index.ts';

const tolerance = 1e-10;
const maxIterations = 1_000_000;

/** Actions whose values differ by less than this, relative to the larger, count as equally good. */
const tie = 1e-9;

/**
 * The policy of a scripted expert, [S*A], pi(a|s) at `s * A + a`:
 *
 * - `random`: uniform over actions;
 * - `soft-optimal`: exp((Q(s,a) - V(s)) / temperature) of the true reward at the discount;
 * - `optimal`: uniform over the best actions of the hard Q;
 * - `epsilon-mixed`: epsilon * uniform + (1 - epsilon) * optimal.
 *
 * Throws `InvalidInput` where the true reward is unknown, `NotConverged` where there is no finite answer.
 */
export function expertPolicy(world: FiniteWorld, source: FiniteExpert): Float64Array {
  const { stateCount, actionCount } = world.mdp;
  const uniform = () => new Float64Array(stateCount * actionCount).fill(1 / actionCount);
  if (source.expert === 'random') return uniform();
  if (world.trueReward === null)
    throw new LabError(
      'InvalidInput',
      'Nobody knows the reward of this environment, so no expert can follow it.',
      {
        where: 'source.expert',
        remedy: 'Choose the random expert, or record demonstrations yourself.',
      },
    );
  const soft = source.expert === 'soft-optimal';
  const solution = softQIteration({
    mdp: world.mdp,
    reward: world.trueReward,
    discount: source.discount,
    temperature: soft ? source.temperature : 0,
    prior: null,
    tolerance,
    maxIterations,
  });
  if (soft) return solution.policy;
  const best = greedy(solution.q, stateCount, actionCount);
  return source.expert === 'optimal'
    ? best
    : best.map((p) => source.epsilon / actionCount + (1 - source.epsilon) * p);
}

/** Uniform over the best actions of each state. */
function greedy(q: Float64Array, stateCount: number, actionCount: number): Float64Array {
  const policy = new Float64Array(stateCount * actionCount);
  for (let s = 0; s < stateCount; s++) {
    const row = q.subarray(s * actionCount, (s + 1) * actionCount);
    const most = row.reduce((a, b) => Math.max(a, b));
    const margin = tie * Math.max(1, Math.abs(most));
    const best = row.reduce((count, value) => count + (value >= most - margin ? 1 : 0), 0);
    for (let a = 0; a < actionCount; a++) if (row[a] >= most - margin) policy[s * actionCount + a] = 1 / best;
  }
  return policy;
}
