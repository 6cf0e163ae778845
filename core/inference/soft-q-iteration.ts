import { LabError } from '../base/errors.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';
import { expectedBackup, hardSweep, type Sweep, softSweep } from './backup.ts';
import { checkFinite, checkProblem, checkRange, ending, gains, type Problem } from './problem.ts';
import { softMaximum } from './softmax.ts';

/** An infinite-horizon problem and how exactly it is to be solved. */
export interface StationaryProblem extends Problem {
  /** The largest allowed distance of a value from the exact one, > 0, in units of reward. */
  readonly tolerance: number;
}

/** The solution of an infinite-horizon problem. */
export interface StationarySolution {
  /** [S*A] Q(s,a); an ended state shows its value for every action. */
  readonly q: Float64Array;
  /** [S] V(s) */
  readonly value: Float64Array;
  /** [S*A] pi(a|s); zeros where the episode has ended. */
  readonly policy: Float64Array;
  /** Sweeps (or rounds of policy iteration) done. */
  readonly iterations: number;
  /** max |V - T V| of the backup T at the solution. */
  readonly residual: number;
  /** Bound on max |V - V*|: `residual * gamma / (1 - gamma)`; without discounting, from the observed rate. */
  readonly errorBound: number;
}

/** Where an iterative solver is: enough to go on from bit-exactly. */
export interface SolverState {
  /** [S] */
  readonly value: Float64Array;
  readonly iterations: number;
}

/** What one step of an iterative solver answers. */
export interface SolverProgress {
  readonly iterations: number;
  /** Largest change of a value in this step. */
  readonly residual: number;
  /** Bound on the distance from the exact values after this step. */
  readonly errorBound: number;
  readonly converged: boolean;
}

/** A solver that can be stepped, watched, stored and resumed. */
export interface SteppedSolver {
  /** One iteration. */
  step(): SolverProgress;
  /** A copy of where it is. */
  state(): SolverState;
  /** The solution of the values so far. */
  solution(): StationarySolution;
}

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

  /** @throws LabError NotConverged when the values grow without end */
  step(): SolverProgress {
    const sweep = this.#sweep;
    const forwards = this.#iterations % 2 === 0;
    const kernel = sweep.temperature === 0 ? hardSweep : softSweep;
    const change = forwards ? kernel(sweep, 0, 1) : kernel(sweep, sweep.mdp.stateCount - 1, -1);
    this.#iterations++;
    if (!Number.isFinite(change)) throw endless(this.#iterations);
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

  /** Without discounting, values that keep moving at the same pace have no limit. */
  #watchForGrowth(change: number): void {
    if (this.#sweep.discount < 1) return;
    if (change < this.#least * (1 - 1e-9)) {
      this.#least = change;
      this.#stagnant = 0;
    } else if (++this.#stagnant > 2 * this.#sweep.mdp.stateCount + 100) throw endless(this.#iterations);
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

/** The error of a problem without a finite answer. */
export function endless(iterations: number): LabError {
  return new LabError('NotConverged', `The values grow without end (seen after ${iterations} iterations).`, {
    remedy:
      'Use a discount below 1, or make sure that every state can reach an end and that going on for ever does not pay (at a temperature, entropy pays too).',
  });
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

/** Steps a solver until it has converged. */
export function solveBySteps(solver: SteppedSolver, maxIterations: number): StationarySolution {
  checkRange(maxIterations, 1, Number.MAX_SAFE_INTEGER, 'maxIterations');
  for (let i = 0; i < maxIterations; i++) if (solver.step().converged) return solver.solution();
  const { errorBound } = solver.solution();
  throw new LabError(
    'NotConverged',
    `After ${maxIterations} iterations the values may still be ${errorBound.toPrecision(2)} off.`,
    { remedy: 'Allow more iterations, a larger tolerance or a smaller discount.' },
  );
}
