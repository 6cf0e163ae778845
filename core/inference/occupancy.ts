import { LabError } from '../base/errors.ts';
import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import { solveLinear, transpose } from './linear.ts';
import { amplification, chainMatrix, checkPolicy, endlessStates, reachable } from './policy-chain.ts';
import { checkRange, ending } from './problem.ts';

/** A policy whose visits are to be counted. */
export interface OccupancyProblem {
  readonly mdp: FiniteMdp;
  /** [S*A] pi(a|s) */
  readonly policy: Float64Array;
  /** gamma in [0, 1] */
  readonly discount: number;
  /** Largest allowed error, summed over states, > 0. */
  readonly tolerance: number;
}

/**
 * Discounted occupancy `d(s) = sum_t gamma^t Pr(s_t = s)`, the solution of `d = p0 + gamma P_pi' d`.
 * It sums to `1/(1-gamma)` when nothing is terminal. A terminal state counts its arrival once, at gamma^t; so does,
 * without discounting, a state that every action stays in.
 *
 * @returns [S]
 * @throws LabError InvalidInput; NotConverged when, without discounting, the policy may go on for ever
 */
export function discountedOccupancy(problem: OccupancyProblem): Float64Array {
  const { mdp, policy, discount, tolerance } = problem;
  checkRange(discount, 0, 1, 'discount');
  checkRange(tolerance, Number.MIN_VALUE, Number.MAX_VALUE, 'tolerance');
  const nothing = new Float64Array(mdp.stateCount * mdp.actionCount);
  const { ended } = ending(mdp, nothing, discount);
  checkPolicy(mdp, policy, ended);
  const chain = chainMatrix(mdp, policy, discount, ended);
  if (discount === 1) {
    const visited = reachable(
      chain,
      Uint8Array.from(mdp.initial, (p) => (p > 0 ? 1 : 0)),
    );
    const endless = endlessStates(chain, ended);
    const where = endless.findIndex((flag, s) => flag === 1 && visited[s] === 1);
    if (where >= 0)
      throw new LabError('NotConverged', `Under this policy the episode may never end (state ${where}).`, {
        remedy: 'Use a discount below 1, or a policy that ends.',
      });
    // What goes on for ever where nobody comes must not stand in the way of the others.
    for (let s = 0; s < ended.length; s++) if (visited[s] === 0) ended[s] = 1;
  }
  const visitedChain = discount === 1 ? chainMatrix(mdp, policy, discount, ended) : chain;
  return solveLinear({
    matrix: transpose(visitedChain),
    rhs: mdp.initial,
    start: mdp.initial,
    norm: 'sum',
    amplification: amplification(visitedChain, discount),
    tolerance,
  }).x.map((visits) => Math.max(0, visits));
}

/** `d(s,a) = d(s) pi(a|s)`, [S*A]; zeros in terminal states. See {@link discountedOccupancy}. */
export function stateActionOccupancy(problem: OccupancyProblem): Float64Array {
  const { mdp, policy } = problem;
  const occupancy = discountedOccupancy(problem);
  const { actionCount, terminal } = mdp;
  return policy.map((p, i) => {
    const s = Math.floor(i / actionCount);
    return terminal[s] === 1 ? 0 : occupancy[s] * p;
  });
}
