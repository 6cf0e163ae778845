import { LabError } from '../../base/errors.ts';
import { finiteSpecOf } from '../../environments/index.ts';
import type { StationaryProblem, SteppedSolver } from '../../inference/index.ts';
import { discountedOccupancy, SoftPolicySolver, SoftQSolver } from '../../inference/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import {
  exactEngine,
  type Job,
  type JobInput,
  type JobReport,
  type JobResult,
  type TabularRewardSnapshot,
} from './job.ts';
import { decodeSolverState, encodeSolverState } from './solver-state.ts';

/** Policy iteration needs few rounds; this many say that something is wrong. */
const maxRounds = 10_000;

/**
 * Sweeps after which the values are within the tolerance for certain: the first error is at most
 * D = (max|r| + alpha log A) / (1 - gamma), and every sweep shrinks it by gamma.
 */
export function sweepsAtMost(problem: StationaryProblem): number {
  const { reward, mdp, discount, temperature, tolerance } = problem;
  if (discount === 0) return 4;
  const largest = reward.reduce((most, r) => Math.max(most, Math.abs(r)), 0);
  const first = (largest + temperature * Math.log(mdp.actionCount)) / (1 - discount);
  // The stopping rule looks at changes, which lag behind the error by a factor of 2 gamma / (1 - gamma).
  const ratio = (2 * Math.max(first, tolerance)) / (tolerance * (1 - discount));
  return Math.ceil(Math.log(ratio) / -Math.log(discount)) + 4;
}

/** [S] what acting in a state pays, averaged over actions where it depends on them. */
function meanOverActions(reward: Float64Array, actionCount: number): Float64Array {
  return Float64Array.from({ length: reward.length / actionCount }, (_, s) => {
    let sum = 0;
    for (let a = 0; a < actionCount; a++) sum += reward[s * actionCount + a];
    return sum / actionCount;
  });
}

/** The soft-optimal (or optimal) policy of a known reward as a job: one step is one sweep or round. */
export function softSolveJob(input: JobInput): Job {
  const { spec, sourceReward, checkpoint } = input;
  if (spec.algorithm !== 'soft-solve') throw new LabError('Internal', 'This spec is none of a solver.');
  const { settings } = spec;
  const { mdp, trueReward } = buildWorld(finiteSpecOf(input.environment, 'environmentId'));
  if (sourceReward !== null && sourceReward.kind !== 'tabular')
    throw new LabError(
      'InvalidInput',
      'The recovered reward is a network, which an exact solver cannot sweep over.',
      {
        where: 'sourceRunId',
        remedy: 'Solve it with soft actor-critic or soft Q-learning.',
      },
    );
  const reward = settings.reward === 'true' ? trueReward : (sourceReward?.reward ?? null);
  if (reward === null)
    throw new LabError('InvalidInput', 'Nobody knows the true reward of this world.', {
      where: 'settings.reward',
      remedy: 'Solve the reward that a run recovered.',
    });
  if (reward.length !== mdp.stateCount * mdp.actionCount)
    throw new LabError('InvalidInput', 'The recovered reward belongs to a world of another size.', {
      where: 'sourceRunId',
      remedy: 'Choose a run of this environment as it is now.',
    });
  const temperature = settings.method === 'value-iteration' ? 0 : settings.temperature;
  const { discount, tolerance } = settings;
  const problem = { mdp, reward, discount, temperature, prior: null, tolerance };
  const from = checkpoint ? decodeSolverState(checkpoint.state, mdp.stateCount) : null;
  const rounds = settings.method === 'soft-policy-iteration';
  const solver: SteppedSolver = rounds ? new SoftPolicySolver(problem, from) : new SoftQSolver(problem, from);

  let iteration = from?.iterations ?? 0;
  const maxIterations = rounds ? maxRounds : sweepsAtMost(problem);
  // The reward does not change: the same object each time says so.
  const shown: TabularRewardSnapshot = {
    kind: 'tabular',
    iteration: 0,
    weights: new Float64Array(0),
    parameterNames: [],
    stateReward: meanOverActions(reward, mdp.actionCount),
    reward: reward.slice(),
  };
  return {
    engine: exactEngine,
    get iteration() {
      return iteration;
    },
    maxIterations,
    step(): JobReport {
      const { iterations, residual, errorBound, converged } = solver.step();
      iteration = iterations;
      if (!converged && iteration >= maxIterations)
        throw new LabError('NotConverged', `The values still move after ${iteration} iterations.`, {
          remedy: 'Choose a larger tolerance or a smaller discount.',
        });
      return {
        iteration,
        metrics: { residual, errorBound },
        gap: errorBound / tolerance,
        done: converged,
      };
    },
    checkpoint: () => encodeSolverState(solver.state()),
    reward: () => shown,
    policy: () => null,
    result(): JobResult {
      const { policy, value } = solver.solution();
      const visitation = discountedOccupancy({ mdp, policy, discount, tolerance: 1e-10 });
      const stationary = {
        kind: 'tabular' as const,
        horizon: 0,
        temperature,
        discount,
        policy,
        value,
        visitation,
      };
      return { iteration, reward: { ...shown, iteration }, policy: stationary, diagnostics: null };
    },
    dispose() {},
  };
}
