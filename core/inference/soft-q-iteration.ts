import type { LabError } from '../base/errors.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { expectedBackup, hardSweep, type Sweep, softSweep } from './backup.ts';
import { endless } from './endless.ts';
import { checkFinite, checkProblem, checkRange, ending, gains } from './problem.ts';
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
 * Soft Q-iteration, step by step: `V <- T V` with `T V(s) = alpha log sum_a prior(a|s) exp((r + gamma P V)/alpha)`, in
 * Gauss-Seidel sweeps that run forwards and backwards in turn. At temperature 0 it is value iteration.
 *
 * A sweep is a gamma-contraction in the largest difference, so after a change of d the values are within
 * `d gamma / (1 - gamma)` of the exact ones. Without discounting there is no such factor; the bound then takes the rate
 * at which changes have been shrinking, doubled for safety. Values also count as converged when they move by a few
 * units in the last place only: doubles know no better.
 */
export class SoftQSolver implements SteppedSolver {
  readonly #problem: StationaryProblem;
  readonly #sweep: Sweep;
  #iterations = 0;
  #errorBound = Number.POSITIVE_INFINITY;
  /** Changes of the latest sweeps, for the rate when there is no discount. */
  #window: number[] = [];
  #stagnant = 0;
  #least = Number.POSITIVE_INFINITY;

  /** @param from a stored state to go on from; null begins at value 0 */
  constructor(problem: StationaryProblem, from: SolverState | null) {
    checkProblem(problem);
    checkRange(problem.tolerance, Number.MIN_VALUE, Number.MAX_VALUE, 'tolerance');
    this.#problem = problem;
    const { mdp, reward, discount, temperature } = problem;
    const { ended, value } = ending(mdp, reward, discount);
    if (from !== null) {
      checkFinite(from.value, mdp.stateCount, 'value');
      for (let s = 0; s < mdp.stateCount; s++) if (ended[s] === 0) value[s] = from.value[s];
      this.#iterations = from.iterations;
    }
    const scratch = new Float64Array(mdp.actionCount);
    this.#sweep = { mdp, gain: gains(problem), discount, temperature, ended, value, scratch };
  }

  /** @throws LabError NotConverged when the values grow without end or beyond the range of doubles */
  step(): SolverProgress {
    const sweep = this.#sweep;
    const forwards = this.#iterations % 2 === 0;
    const kernel = sweep.temperature === 0 ? hardSweep : softSweep;
    const change = forwards ? kernel(sweep, 0, 1) : kernel(sweep, sweep.mdp.stateCount - 1, -1);
    this.#iterations++;
    if (!Number.isFinite(change)) throw this.#endless();
    this.#errorBound = this.#bound(change);
    const converged = this.#errorBound <= this.#problem.tolerance || change <= finest(sweep.value);
    if (!converged) this.#watchForGrowth(change);
    return {
      iterations: this.#iterations,
      residual: change,
      errorBound: this.#errorBound,
      converged,
    };
  }

  state(): SolverState {
    return { value: this.#sweep.value.slice(), iterations: this.#iterations };
  }

  /** [S] the values so far, as they are; do not write to them. */
  get value(): Float64Array {
    return this.#sweep.value;
  }

  solution(): StationarySolution {
    const { mdp, reward, discount, temperature, prior } = this.#problem;
    const { ended } = this.#sweep;
    const before = this.#sweep.value;
    const q = new Float64Array(reward.length);
    const policy = new Float64Array(reward.length);
    const value = before.slice();
    expectedBackup(mdp, reward, discount, ended, before, 0, q, 0);
    softMaximum(mdp.actionCount, temperature, prior, ended, q, policy, 0, value, 0);
    let residual = 0;
    for (let s = 0; s < value.length; s++) residual = Math.max(residual, Math.abs(value[s] - before[s]));
    return {
      q,
      value,
      policy,
      iterations: this.#iterations,
      residual,
      errorBound: discount < 1 ? (residual * discount) / (1 - discount) : this.#errorBound,
    };
  }

  #bound(change: number): number {
    const { discount } = this.#sweep;
    if (discount < 1) return (change * discount) / (1 - discount);
    if (change === 0) return 0;
    const window = this.#window;
    window.push(change);
    if (window.length <= rateWindow) return Number.POSITIVE_INFINITY;
    const rate = (change / window.shift()!) ** (1 / rateWindow);
    return rate < 1 ? (2 * change * rate) / (1 - rate) : Number.POSITIVE_INFINITY;
  }

  #endless(): LabError {
    return endless(this.#problem, this.#sweep.ended, this.#iterations);
  }

  /** Without discounting, values that keep moving at the same pace have no limit. */
  #watchForGrowth(change: number): void {
    if (this.#sweep.discount < 1) return;
    if (change < this.#least * (1 - 1e-9)) {
      this.#least = change;
      this.#stagnant = 0;
    } else if (++this.#stagnant > 2 * this.#sweep.mdp.stateCount + 100) throw this.#endless();
  }
}

/** Sweeps over which the rate of convergence is measured when there is no discount; even, for both directions. */
const rateWindow = 10;

/** A few units in the last place of the largest value. */
function finest(value: Float64Array): number {
  let largest = 0;
  for (let s = 0; s < value.length; s++) largest = Math.max(largest, Math.abs(value[s]));
  return 4 * Number.EPSILON * largest;
}

/**
 * Soft Q-iteration to the end: the soft-optimal Q, V and policy of an infinite-horizon problem.
 * Temperature 0 gives hard value iteration.
 *
 * @throws LabError InvalidInput; NotConverged when `maxIterations` sweeps are not enough or there is no finite answer
 */
export function softQIteration(
  problem: StationaryProblem & { readonly maxIterations: number },
): StationarySolution {
  return solveBySteps(new SoftQSolver(problem, null), problem.maxIterations);
}

/** Hard value iteration, `V(s) = max_a r + gamma P V`; the policy shares itself among equally good actions. */
export function valueIteration(problem: {
  readonly mdp: FiniteMdp;
  readonly reward: Reward;
  readonly discount: number;
  readonly tolerance: number;
  readonly maxIterations: number;
}): StationarySolution {
  return softQIteration({ ...problem, temperature: 0, prior: null });
}
