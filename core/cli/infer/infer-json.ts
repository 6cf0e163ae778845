import { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import {
  evaluateMaxEnt,
  type MaxEntObjective,
  solveMaxEnt,
  type Trajectory,
  unboundedRemark,
} from '../../inverse/maxent/index.ts';
import type { FiniteMdp, StateFeatures } from '../../mdp/finite-mdp.ts';
import { checkLength, mdpFields, mdpOf, planningOf } from '../json/mdp-input.ts';
import { finite, nested } from '../json/nested.ts';
import { parseWith } from '../json/read-json.ts';

const index = z.int().min(0);

const inferInput = z.object({
  ...mdpFields,
  stateFeatures: z.array(z.array(z.number())),
  demonstrations: z.array(z.array(z.tuple([index, index]))).min(1),
  l2: z.number().min(0).nullish(),
  model: z.enum(['posterior', 'causal']).nullish(),
  objective: z.enum(['likelihood', 'feature-matching']).nullish(),
  weights: z.array(z.number()).nullish(),
  gradientTolerance: z.number().positive().nullish(),
  maxIterations: z.int().min(1).nullish(),
});

type InferInput = z.infer<typeof inferInput>;

/**
 * Recovers the reward behind the demonstrations of a JSON input, or evaluates the weights it gives. See
 * `apprentice infer --help` for both shapes.
 *
 * @throws LabError InvalidInput pointing at the entry, NotConverged, NonFinite
 */
export function inferJson(json: unknown): Record<string, unknown> {
  const input = parseWith(inferInput, json);
  const problem = problemOf(input);
  const given = input.weights ?? null;
  if (given !== null) {
    checkLength(given.length, problem.features.count, 'weights', 'feature');
    return answer(problem, Float64Array.from(given), null);
  }
  const solved = solveMaxEnt({
    ...problem,
    gradientTolerance: input.gradientTolerance ?? 1e-8,
    maxIterations: input.maxIterations ?? 2_000,
  });
  return answer(problem, solved.weights, solved);
}

function problemOf(input: InferInput): MaxEntObjective {
  const planning = planningOf(input);
  if (planning.kind === 'finite' && planning.discount !== 1)
    throw new LabError('InvalidInput', 'A finite horizon is not discounted when inferring.', {
      where: 'gamma',
      remedy: 'Leave out "gamma", or leave out "horizon" to plan for ever.',
    });
  if (planning.kind === 'infinite' && planning.discount === 1)
    throw new LabError('InvalidInput', 'Planning for ever needs a discount below 1.', { where: 'gamma' });
  const temperature = input.temperature ?? 1;
  if (temperature === 0)
    throw new LabError('InvalidInput', 'An expert of temperature 0 makes no mistakes to learn from.', {
      where: 'temperature',
      remedy: 'Choose a temperature above 0.',
    });
  const mdp = mdpOf(input);
  return {
    mdp,
    features: featuresOf(input),
    demonstrations: input.demonstrations.map((pairs, i) => trajectoryOf(pairs, mdp, i)),
    horizon:
      planning.kind === 'finite'
        ? { kind: 'finite', steps: planning.horizon }
        : { kind: 'discounted', discount: planning.discount },
    temperature,
    model: input.model ?? 'causal',
    objective: input.objective ?? 'likelihood',
    l2: input.l2 ?? 0,
  };
}

function featuresOf({ stateFeatures, nStates }: InferInput): StateFeatures {
  checkLength(stateFeatures.length, nStates, 'stateFeatures', 'state');
  const count = stateFeatures[0]?.length ?? 0;
  if (count === 0)
    throw new LabError('InvalidInput', 'There are no features.', {
      where: 'stateFeatures[0]',
      remedy: 'Give each state the same number of features, at least one.',
    });
  const values = new Float64Array(nStates * count);
  stateFeatures.forEach((row, s) => {
    checkLength(row.length, count, `stateFeatures[${s}]`, 'feature');
    values.set(row, s * count);
  });
  return { count, names: Array.from({ length: count }, (_, f) => `feature ${f}`), values };
}

/** A demonstration [[s, a], ...]: the state after its last action was not written down. */
function trajectoryOf(pairs: readonly (readonly [number, number])[], mdp: FiniteMdp, i: number): Trajectory {
  const { stateCount, actionCount, terminal } = mdp;
  const where = (t: number) => `demonstrations[${i}][${t}]`;
  if (pairs.length === 0)
    throw new LabError('InvalidInput', 'The demonstration has no steps.', { where: `demonstrations[${i}]` });
  pairs.forEach(([s, a], t) => {
    if (s >= stateCount || a >= actionCount)
      throw new LabError('InvalidInput', `There is no state ${s} with an action ${a}.`, {
        where: where(t),
        remedy: `States go up to ${stateCount - 1}, actions up to ${actionCount - 1}.`,
      });
    if (terminal[s] === 1)
      throw new LabError('InvalidInput', `State ${s} is terminal; no action follows it.`, {
        where: where(t),
      });
    const before = pairs[t - 1];
    if (before && probabilityOf(mdp, before[0], before[1], s) === 0)
      throw new LabError(
        'InvalidInput',
        `State ${s} cannot follow state ${before[0]} and action ${before[1]}.`,
        {
          where: where(t),
          remedy: 'Check the demonstration against the transitions.',
        },
      );
  });
  return {
    states: Int32Array.from(pairs, ([s]) => s),
    actions: Int32Array.from(pairs, ([, a]) => a),
    terminated: false,
  };
}

function probabilityOf(mdp: FiniteMdp, s: number, a: number, next: number): number {
  const row = s * mdp.actionCount + a;
  for (let k = mdp.rowStart[row]!; k < mdp.rowStart[row + 1]!; k++)
    if (mdp.successor[k] === next) return mdp.probability[k]!;
  return 0;
}

function answer(
  problem: MaxEntObjective,
  weights: Float64Array,
  solved: { iterations: number; converged: boolean; unbounded: boolean } | null,
): Record<string, unknown> {
  const at = evaluateMaxEnt({ ...problem, weights });
  return {
    weights: nested(weights, [weights.length]),
    logLikelihood: finite(at.logLikelihood),
    penalisedLogLikelihood: finite(at.penalisedLogLikelihood),
    gradient: nested(at.dataGradient, [weights.length]),
    featureDifference: nested(at.featureDifference, [weights.length]),
    featureGap: finite(at.featureGap),
    iterations: solved?.iterations ?? 0,
    converged: solved?.converged ?? largest(at.gradient) <= 1e-6,
    remarks: solved?.unbounded ? [unboundedRemark] : [],
  };
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
