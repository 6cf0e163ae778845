import { z } from 'zod';
import { asLabError } from '../../base/errors.ts';
import {
  discountedOccupancy,
  finiteHorizon,
  finiteMarginals,
  logPartition,
  solveStationary,
} from '../../inference/index.ts';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { checkLength, mdpFields, mdpOf, planningOf, stateActionTable } from '../json/mdp-input.ts';
import { finite, nested } from '../json/nested.ts';
import { parseWith } from '../json/read-json.ts';

const table = z.union([z.array(z.number()), z.array(z.array(z.number()))]);

const solveInput = z.object({
  ...mdpFields,
  reward: table,
  prior: table.nullish(),
  backup: z.enum(['causal', 'posterior']).nullish(),
  tolerance: z.number().positive().nullish(),
  maxIterations: z.int().min(1).nullish(),
});

type SolveInput = z.infer<typeof solveInput>;

/** A problem as the solvers take it. */
interface Problem {
  readonly mdp: FiniteMdp;
  readonly reward: Float64Array;
  readonly prior: Float64Array | null;
  readonly temperature: number;
}

/**
 * Solves the MDP of a JSON input; the answer's arrays are nested. See `apprentice solve --help` for both.
 *
 * @throws LabError InvalidInput pointing at the entry, NotConverged, NonFinite
 */
export function solveJson(json: unknown): Record<string, unknown> {
  const input = parseWith(solveInput, json);
  const planning = planningOf(input);
  const temperature = input.temperature ?? 1;
  const problem: Problem = {
    mdp: mdpOf(input),
    reward: stateActionTable(input.reward, { ...input, where: 'reward' }),
    prior: priorOf(input),
    temperature,
  };
  return planning.kind === 'finite'
    ? solveFinite(problem, planning, input.backup ?? 'causal')
    : solveInfinite(problem, planning.discount, {
        tolerance: input.tolerance ?? toleranceOf(temperature),
        maxIterations: input.maxIterations ?? 1_000_000,
      });
}

/** 1e-10 for values; finer at low temperatures, where the policy moves by dQ / alpha. */
function toleranceOf(temperature: number): number {
  return temperature === 0 ? 1e-10 : Math.max(1e-300, 1e-10 * Math.min(1, temperature));
}

/** Discounted visits; null where they have no end: at discount 1 a policy may go round for ever at no cost. */
function finiteOccupancy(problem: Parameters<typeof discountedOccupancy>[0]): Float64Array | null {
  try {
    return discountedOccupancy(problem);
  } catch (thrown) {
    if (problem.discount === 1 && asLabError(thrown).code === 'NotConverged') return null;
    throw thrown;
  }
}

function solveInfinite(
  { mdp, reward, prior, temperature }: Problem,
  discount: number,
  { tolerance, maxIterations }: { tolerance: number; maxIterations: number },
): Record<string, unknown> {
  const solved = solveStationary({ mdp, reward, discount, temperature, prior, tolerance, maxIterations });
  const { stateCount: S, actionCount: A } = mdp;
  const occupancy = finiteOccupancy({ mdp, policy: solved.policy, discount, tolerance });
  return {
    Q: nested(solved.q, [S, A]),
    V: nested(solved.value, [S]),
    policy: nested(solved.policy, [S, A]),
    occupancy: occupancy && nested(occupancy, [S]),
    iterations: solved.iterations,
    residual: finite(solved.residual),
  };
}

function solveFinite(
  { mdp, reward, prior, temperature }: Problem,
  { horizon, discount }: { horizon: number; discount: number },
  backup: 'causal' | 'posterior',
): Record<string, unknown> {
  const solution = finiteHorizon({ mdp, reward, horizon, discount, temperature, prior, backup });
  const marginals = finiteMarginals({ mdp, solution });
  const { stateCount: S, actionCount: A } = mdp;
  return {
    Q: nested(solution.q, [horizon, S, A]),
    V: nested(solution.value, [horizon, S]),
    policy: nested(solution.policy, [horizon, S, A]),
    marginals: nested(marginals, [horizon, S, A]),
    logPartition:
      backup === 'posterior' ? finite(logPartition({ mdp, value: solution.value, temperature })) : null,
  };
}

/** A prior [A] is the same in every state. */
function priorOf(input: SolveInput): Float64Array | null {
  const { prior, nStates, nActions } = input;
  if (prior === null || prior === undefined) return null;
  if (Array.isArray(prior[0])) return stateActionTable(prior, { nStates, nActions, where: 'prior' });
  checkLength(prior.length, nActions, 'prior', 'action');
  const row = prior as number[];
  return Float64Array.from({ length: nStates * nActions }, (_, i) => row[i % nActions]!);
}
