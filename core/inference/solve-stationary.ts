import { LabError } from '../base/errors.ts';
import { SoftPolicySolver } from './policy-iteration.ts';
import { SoftQSolver } from './soft-q-iteration.ts';
import {
  type SolverState,
  type StationaryProblem,
  type StationarySolution,
  solveBySteps,
} from './stepping.ts';

/** From this discount on, sweeps alone need too many: about ln(1/tolerance) / (1 - gamma). */
const patient = 0.99;
const mostRounds = 30;

/**
 * The infinite-horizon solution by the quickest sure way: soft Q-iteration, begun where some rounds of soft policy
 * iteration have come when the discount is close to 1. What is answered, its accuracy and its errors are those of
 * soft Q-iteration; `iterations` counts the rounds as well.
 *
 * @throws LabError InvalidInput, NotConverged
 */
export function solveStationary(
  problem: StationaryProblem & { readonly maxIterations: number },
): StationarySolution {
  const { discount } = problem;
  const start = discount >= patient && discount < 1 ? roundsOf(problem) : null;
  return solveBySteps(new SoftQSolver(problem, start), problem.maxIterations);
}

/** Where at most {@link mostRounds} rounds lead. Any values are a start, so rounds that fail cost only time. */
function roundsOf(problem: StationaryProblem): SolverState {
  const solver = new SoftPolicySolver(problem, null);
  try {
    for (let round = 0; round < mostRounds && !solver.step().converged; round++);
  } catch (error) {
    if (!(error instanceof LabError && error.code === 'NotConverged')) throw error;
  }
  return solver.state();
}
