import { LabError } from '../../base/errors.ts';
import type { MaxEntEvaluation, MaxEntObjective } from './types.ts';

/** A maximiser and how it was reached. */
export interface MaxEntSolution {
  readonly weights: Float64Array;
  readonly iterations: number;
  readonly converged: boolean;
  readonly evaluation: MaxEntEvaluation;
}

/** The objective, its exact gradient and the feature gap at given weights [F]. */
export function evaluateMaxEnt(_input: MaxEntObjective & { weights: Float64Array }): MaxEntEvaluation {
  throw new LabError('Internal', 'evaluateMaxEnt is being written');
}

/** Climbs the objective from zero weights by L-BFGS until no component of the gradient is above the tolerance. */
export function solveMaxEnt(
  _input: MaxEntObjective & { gradientTolerance: number; maxIterations: number },
): MaxEntSolution {
  throw new LabError('Internal', 'solveMaxEnt is being written');
}
