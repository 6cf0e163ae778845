/** What the iterative solvers have in common: how they are asked, stepped, stored, resumed and run to the end. */
import { LabError } from '../base/errors.ts';
import { checkRange, type Problem } from './problem.ts';

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
