import { LabError } from '../base/errors.ts';
import { chainMatrix, endlessStates } from './policy-chain.ts';
import type { Problem } from './problem.ts';

/**
 * The error of values that left every bound after `iterations`: with a discount the numbers are too large for doubles,
 * without one the problem has no finite answer. Then it names a state from which no end can be reached, if there is one.
 *
 * @param ended [S] 1 where nothing follows
 */
export function endless(problem: Problem, ended: Uint8Array, iterations: number): LabError {
  if (problem.discount < 1)
    return new LabError(
      'NotConverged',
      `The values grow without end: beyond the largest number after ${iterations} iterations.`,
      {
        remedy: 'Use smaller rewards or a smaller discount.',
      },
    );
  const { mdp, prior } = problem;
  // Every action that the prior allows, in equal parts: only which states follow matters.
  const anything = Float64Array.from({ length: mdp.stateCount * mdp.actionCount }, (_, i) =>
    prior === null || prior[i] > 0 ? 1 / mdp.actionCount : 0,
  );
  const trapped = endlessStates(chainMatrix(mdp, anything, 1, ended), ended).indexOf(1);
  const seen = `The values grow without end (seen after ${iterations} iterations)`;
  return new LabError(
    'NotConverged',
    trapped < 0 ? `${seen}.` : `${seen}: from state ${trapped} no end can be reached.`,
    {
      ...(trapped < 0 ? {} : { where: `state ${trapped}` }),
      remedy:
        'Use a discount below 1, or make sure that every state can reach an end and that going on for ever does not pay (at a temperature, entropy pays too).',
    },
  );
}
