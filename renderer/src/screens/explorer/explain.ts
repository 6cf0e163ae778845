/** The sentence under the films: what one is looking at, with the numbers of the moment. */
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { countOf } from '../../ui/number-text.ts';
import { figure, percent } from '../../world/format.ts';
import { endedBefore, type Films, meetsAfter } from './films.ts';
import { smallShare } from './lottery-edges.ts';
import type { Messages } from './messages.ts';

export function explainFilms(messages: Messages, films: Films, met: boolean): string {
  if (films === 'together')
    return 'Forward: what it took to get here. Backward: what is still to come from here. Multiplied and divided by Z they are the marginal: how likely one is here at this step, given that all goes well.';
  if (!met)
    return `Forward messages begin at the first step and carry what it took to get here; backward messages begin at the last and carry what is still to come. They meet after ${countOf(meetsAfter(messages.horizon), 'move')}; before that nothing is known about where one is.`;
  return 'The messages have passed each other: where both have been, their product is the marginal.';
}

/** How much of the marginals of step t is missing because episodes have ended; empty when next to nothing is. */
export function explainEnded({ mdp }: FiniteWorld, { posterior, causal }: Messages, t: number): string {
  const [wished, planned] = [posterior, causal].map(({ marginal }) => endedBefore(marginal, mdp.terminal, t));
  if (Math.max(wished, planned) < 0.005) return '';
  return `By then ${percent(wished)} of the posterior’s episodes have ended, ${percent(planned)} of the causal ones.`;
}

/** Differences below this are rounding. */
const nothing = 1e-9;

/** Where and by how much posterior and causal values differ most at step t. */
export function largestHope(
  messages: Messages,
  t: number,
  stateCount: number,
): { state: number; by: number } {
  let state = 0;
  let by = 0;
  for (let s = 0; s < stateCount; s++) {
    const i = (t - 1) * stateCount + s;
    const hope = messages.posterior.value[i] - messages.causal.value[i];
    if (hope > by) {
      by = hope;
      state = s;
    }
  }
  return { state, by };
}

export function explainComparison(world: FiniteWorld, messages: Messages, t: number): string {
  const { state, by } = largestHope(messages, t, world.mdp.stateCount);
  if (by < nothing)
    return messages.logPartition - messages.bound < nothing
      ? 'Nothing is left to chance here, so wishing and planning are the same: posterior and causal agree everywhere.'
      : `At t = ${t} the two agree: no chance is left that matters.`;
  return `The posterior conditions chance on success as well; causal planning takes it as it comes. At t = ${t} the posterior hopes for up to ${figure(by)} more, most at ${world.stateNames[state] ?? `state ${state}`}.`;
}

/** What the lottery shows, with the numbers of the moment: state 0 is undecided, action 0 buys. */
export function explainLottery(messages: Messages): string {
  const posterior = messages.posterior.policy[0];
  const causal = messages.causal.policy[0];
  const ratio = posterior / causal;
  const often = ratio > 1.005 ? `${figure(ratio)} times as often` : 'as often';
  return `A ticket wins once in a hundred; whoever loses pays 8 a step from then on. The posterior asks what must have happened if all went well: the ticket won. So it buys at t = 1 with ${smallShare(posterior)}, ${often} as a planner that cannot bend chance (${smallShare(causal)}).`;
}
