import { LabError } from '../base/errors.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { expectedBackup } from './backup.ts';
import { solveLinear } from './linear.ts';
import { amplification, chainMatrix, checkPolicy, endlessStates } from './policy-chain.ts';
import { checkProblem, ending, type Problem } from './problem.ts';

/** What a fixed policy is worth. */
export interface PolicyValue {
  /** [S*A] Q(s,a) = r + gamma P V; an ended state shows its value for every action. */
  readonly q: Float64Array;
  /** [S] V(s) */
  readonly value: Float64Array;
  /** Products with the transition matrix of the policy. */
  readonly iterations: number;
  /** max |V - T_pi V| */
  readonly residual: number;
  /** Bound on max |V - V_pi|. */
  readonly errorBound: number;
}

/** A policy to evaluate. */
export interface PolicyProblem {
  readonly mdp: FiniteMdp;
  readonly reward: Reward;
  /** [S*A] pi(a|s) */
  readonly policy: Float64Array;
  readonly discount: number;
  /** Largest allowed distance of a value from the exact one, > 0. */
  readonly tolerance: number;
}

/**
 * `V(s) = sum_a pi(a|s) (r(s,a) + gamma sum_s' P(s'|s,a) V(s'))`, solved as a sparse linear system.
 * Terminal states are worth their own reward.
 *
 * @throws LabError InvalidInput; NotConverged when, without discounting, the policy never ends somewhere where it is paid
 */
export function policyEvaluation(problem: PolicyProblem): PolicyValue {
  return softPolicyEvaluation({ ...problem, temperature: 0, prior: null });
}

/**
 * The soft value of a fixed policy, the entropy (or the divergence from the prior) inside:
 * `V(s) = sum_a pi(a|s) (Q(s,a) - alpha log(pi(a|s) / prior(a|s)))`, `Q = r + gamma P V`.
 *
 * @throws LabError as {@link policyEvaluation}; InvalidInput where the policy does what the prior rules out
 */
export function softPolicyEvaluation(
  problem: PolicyProblem & { readonly temperature: number; readonly prior: Float64Array | null },
): PolicyValue {
  checkProblem(problem);
  checkPolicy(problem.mdp, problem.policy, ending(problem.mdp, problem.reward, problem.discount).ended);
  return evaluate(problem, problem.policy, problem.tolerance, null);
}

/**
 * [S] what acting once by the policy pays: `sum_a pi(a|s) (r(s,a) - alpha log(pi(a|s)/prior(a|s)))`; the value of ended
 * states.
 */
function pay(problem: Problem, policy: Float64Array, ended: Uint8Array, value: Float64Array): Float64Array {
  const { reward, temperature, prior, mdp } = problem;
  const { stateCount, actionCount } = mdp;
  const rhs = value.slice();
  for (let s = 0; s < stateCount; s++) {
    if (ended[s] !== 0) continue;
    for (let i = s * actionCount; i < (s + 1) * actionCount; i++) {
      if (policy[i] === 0) continue;
      const weight = prior === null ? 1 : prior[i];
      if (weight === 0 && temperature > 0)
        throw new LabError('InvalidInput', 'The policy takes an action that the prior rules out.', {
          where: `policy[${i}]`,
          remedy: 'Its divergence from the prior is infinite; give the action a positive prior.',
        });
      const surprise = temperature === 0 ? 0 : temperature * Math.log(policy[i] / weight);
      rhs[s] += policy[i] * (reward[i] - surprise);
    }
  }
  return rhs;
}

/** {@link softPolicyEvaluation} without its checks, from a first guess (null: none). */
export function evaluate(
  problem: Problem,
  policy: Float64Array,
  tolerance: number,
  guess: Float64Array | null,
): PolicyValue {
  const { mdp, reward, discount } = problem;
  const { ended, value: endValue } = ending(mdp, reward, discount);
  const rhs = pay(problem, policy, ended, endValue);
  let matrix = chainMatrix(mdp, policy, discount, ended);
  if (discount === 1) {
    const endless = endlessStates(matrix, ended);
    const paid = endless.findIndex((flag, s) => flag === 1 && rhs[s] !== 0);
    if (paid >= 0)
      throw new LabError(
        'NotConverged',
        `Under this policy the episode never ends from state ${paid}, and going on is paid.`,
        { remedy: 'Use a discount below 1, or a policy that ends.' },
      );
    // Going on for ever for nothing is worth nothing.
    if (endless.includes(1)) {
      for (let s = 0; s < ended.length; s++) if (endless[s] === 1) ended[s] = 1;
      matrix = chainMatrix(mdp, policy, discount, ended);
    }
  }
  const factor = amplification(matrix, discount);
  const solved = solveLinear({
    matrix,
    rhs,
    start: guess ?? rhs,
    norm: 'largest',
    amplification: factor,
    tolerance,
  });
  const value = solved.x;
  const q = new Float64Array(reward.length);
  // Q shows what acting is worth, also where going on for ever is worth nothing.
  const shown = ending(mdp, reward, discount).ended;
  expectedBackup(mdp, reward, discount, shown, value, 0, q, 0);
  const { iterations, residual } = solved;
  return { q, value, iterations, residual, errorBound: residual * factor };
}
