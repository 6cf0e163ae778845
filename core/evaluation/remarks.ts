/** Sentences that a reader of a comparison needs. */
import { actLogLikelihood, logFloor } from './likelihood.ts';
import type { ComparedRun, CompareInput } from './types.ts';

const few = 10;

const judgedOnTraining = (run: ComparedRun) =>
  run.trainedOnThese && (run.heldOut === null || run.heldOut.length === 0);

/** Runs whose policy gives some demonstrated act (almost) no probability. */
function impossible(input: CompareInput, steps: number): string[] {
  const { mdp } = input.world;
  return input.runs
    .filter(({ policy }) =>
      input.demonstrations.some((t) => actLogLikelihood(mdp, policy, steps, t) <= logFloor),
    )
    .map(
      ({ label }) =>
        `${label} all but rules out something that was demonstrated, so its likelihood is very low.`,
    );
}

export function comparisonRemarks(input: CompareInput, steps: number): string[] {
  const { world, demonstrations, runs } = input;
  const out = [`Episodes are judged over ${steps} steps, the length of the longest demonstration.`];
  if (demonstrations.length < few) {
    out.push(`Only ${demonstrations.length} demonstrations: intervals are wide and may be too narrow still.`);
  }
  for (const run of runs) {
    if (judgedOnTraining(run)) {
      out.push(`${run.label} is judged on demonstrations that it was trained on, which flatters it.`);
    } else if (run.heldOut !== null && run.heldOut.length > 0) {
      out.push(
        `${run.label}: the likelihood is of its ${run.heldOut.length} held-out demonstrations; other numbers use all ${demonstrations.length}.`,
      );
    }
  }
  if (world.trueReward === null) {
    out.push(
      'The true reward of this environment is unknown: returns, value differences and reward distances are left out.',
    );
  }
  if (!world.mdp.terminal.includes(1)) {
    out.push('No state of this environment ends an episode, so the success rate is 0 for everyone.');
  }
  return [...out, ...impossible(input, steps)];
}
