import { expectedBackup } from './backup.ts';
import { endless } from './endless.ts';
import { evaluate } from './policy-evaluation.ts';
import { checkFinite, checkProblem, checkRange, ending } from './problem.ts';
import { softMaximum } from './softmax.ts';
import {
  type SolverProgress,
  type SolverState,
  type StationaryProblem,
  type StationarySolution,
  type SteppedSolver,
  solveBySteps,
} from './stepping.ts';

/**
 * Soft policy iteration, round by round: evaluate the policy exactly (a sparse linear solve, so the number of rounds
 * hardly depends on the discount), then improve it to `pi ∝ prior exp(Q_pi/alpha)`. Q_pi never decreases. It begins at
 * the prior (the uniform policy without one). At temperature 0 it is Howard's policy iteration, sharing probability
 * among equally good actions.
 */
export class SoftPolicySolver implements SteppedSolver {
  readonly #problem: StationaryProblem;
  readonly #ended: Uint8Array;
  readonly #policy: Float64Array;
  readonly #q: Float64Array;
  /** Value of the policy that was evaluated last. */
  #value: Float64Array;
  /** One backup of it. */
  readonly #improved: Float64Array;
  #iterations = 0;
  #residual = Number.POSITIVE_INFINITY;
  #errorBound = Number.POSITIVE_INFINITY;

  /** @param from a stored state to go on from; null begins at the prior */
  constructor(problem: StationaryProblem, from: SolverState | null) {
    checkProblem(problem);
    checkRange(problem.tolerance, Number.MIN_VALUE, Number.MAX_VALUE, 'tolerance');
    this.#problem = problem;
    const { mdp, reward, discount } = problem;
    const { ended, value } = ending(mdp, reward, discount);
    this.#ended = ended;
    this.#value = value;
    this.#improved = value.slice();
    this.#policy = new Float64Array(reward.length);
    this.#q = new Float64Array(reward.length);
    if (from === null) this.#startAtPrior();
    else {
      checkFinite(from.value, mdp.stateCount, 'value');
      this.#value = from.value.slice();
      this.#iterations = from.iterations;
      this.#improve();
    }
  }

  /** @throws LabError NotConverged when the policy's values have no finite answer */
  step(): SolverProgress {
    const { discount, tolerance } = this.#problem;
    // The evaluation may use up a tenth of the tolerance.
    const evaluated = evaluate(this.#problem, this.#policy, tolerance / 10, this.#value);
    this.#value = evaluated.value;
    this.#improve();
    this.#iterations++;
    const factor =
      discount < 1
        ? discount / (1 - discount)
        : evaluated.residual > 0
          ? evaluated.errorBound / evaluated.residual
          : 1;
    this.#errorBound = this.#residual * factor;
    const largest = this.#value.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    const still = this.#residual <= finest * largest;
    // Standing still by rounding alone, with no digit to trust: the policy all but never ends.
    if (still && this.#errorBound > Math.max(tolerance, 1e-6 * largest))
      throw endless(this.#problem, this.#ended, this.#iterations);
    const converged = this.#errorBound <= tolerance || still;
    return {
      iterations: this.#iterations,
      residual: this.#residual,
      errorBound: this.#errorBound,
      converged,
    };
  }

  state(): SolverState {
    return { value: this.#value.slice(), iterations: this.#iterations };
  }

  solution(): StationarySolution {
    return {
      q: this.#q.slice(),
      value: this.#improved.slice(),
      policy: this.#policy.slice(),
      iterations: this.#iterations,
      residual: this.#residual,
      errorBound: this.#errorBound,
    };
  }

  #startAtPrior(): void {
    const { prior, mdp } = this.#problem;
    const { stateCount, actionCount } = mdp;
    for (let s = 0; s < stateCount; s++) {
      if (this.#ended[s] !== 0) continue;
      const base = s * actionCount;
      let sum = 0;
      for (let a = 0; a < actionCount; a++) sum += prior === null ? 1 : prior[base + a];
      for (let a = 0; a < actionCount; a++)
        this.#policy[base + a] = (prior === null ? 1 : prior[base + a]) / sum;
    }
  }

  /** Q, the improved policy and one backup, from the value. */
  #improve(): void {
    const { mdp, reward, discount, temperature, prior } = this.#problem;
    expectedBackup(mdp, reward, discount, this.#ended, this.#value, 0, this.#q, 0);
    softMaximum(
      mdp.actionCount,
      temperature,
      prior,
      this.#ended,
      this.#q,
      this.#policy,
      0,
      this.#improved,
      0,
    );
    let residual = 0;
    for (let s = 0; s < this.#value.length; s++)
      residual = Math.max(residual, Math.abs(this.#improved[s] - this.#value[s]));
    this.#residual = residual;
  }
}

/** What rounding leaves of a residual, relative to the largest value. */
const finest = 16 * Number.EPSILON;

/**
 * Soft policy iteration to the end. Few, dearer rounds: the method of choice for discounts close to 1.
 *
 * @throws LabError InvalidInput; NotConverged
 */
export function softPolicyIteration(
  problem: StationaryProblem & { readonly maxIterations: number },
): StationarySolution {
  return solveBySteps(new SoftPolicySolver(problem, null), problem.maxIterations);
}

/** Howard's policy iteration: exact evaluation and greedy improvement in turn. */
export function policyIteration(
  problem: Omit<StationaryProblem, 'temperature' | 'prior'> & { readonly maxIterations: number },
): StationarySolution {
  return softPolicyIteration({ ...problem, temperature: 0, prior: null });
}
