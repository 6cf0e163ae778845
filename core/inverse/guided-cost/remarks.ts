/** Sentences about a run that a person should know, with numbers. */
import type { GuidedCostSettings } from './spec.ts';
import type { Trajectory } from './trajectories.ts';

/** Below this many effective trajectories, or this share of them, weights count as collapsed. */
const fewEffective = 2;
const smallShare = 0.02;

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/**
 * A sentence when so few trajectories carry the estimate that neither log Z nor its interval means much; else null. With
 * even shares the reward does not rest on the weights, and the sentence is none of warning.
 */
export function collapseRemark(
  effectiveSampleSize: number,
  trajectories: number,
  { clipping }: Pick<GuidedCostSettings, 'clipping'>,
): string | null {
  if (effectiveSampleSize >= fewEffective && effectiveSampleSize >= smallShare * trajectories) return null;
  const few = `${trajectories} trajectories count like ${effectiveSampleSize.toFixed(1)}`;
  return clipping === 'even'
    ? `The importance weights have collapsed (${few}), as they do over long episodes. The reward is learned by even shares and does not rest on them; log Z and the log-likelihood are only figures.`
    : `The importance weights have collapsed: ${few}. log Z and its interval are not to be trusted, and the gradient rests on few trajectories; more episodes, more policy updates, fewer reward updates or a larger L2 penalty help. Where episodes are long, take even shares (settings for long episodes).`;
}

/** Sentences about the demonstrations. */
export function demonstrationRemarks(
  demonstrations: readonly Trajectory[],
  horizon: number,
  { ending }: Pick<GuidedCostSettings, 'ending'>,
): string[] {
  const out: string[] = [];
  const all = demonstrations.length;
  const early = demonstrations.filter(({ length, terminated }) => terminated && length < horizon).length;
  const cut = demonstrations.filter(({ length, terminated }) => !terminated && length < horizon).length;
  if (early > 0 && ending === 'hold')
    out.push(
      `${plural(early, 'demonstration', 'demonstrations')} of ${all} ended before the ${horizon} steps of an episode; each is taken to rest in its last state until then.`,
    );
  if (early > 0 && ending === 'cut')
    out.push(
      `${plural(early, 'demonstration', 'demonstrations')} of ${all} ended before the ${horizon} steps of an episode and count as they are: that their episodes are shorter may be all that the reward learns.`,
    );
  if (cut > 0)
    out.push(
      `${plural(cut, 'demonstration', 'demonstrations')} of ${all} stop before the ${horizon} steps of an episode without an end; what would have followed earns nothing, so that their length may leak into the reward.`,
    );
  if (all < 5)
    out.push(
      `Only ${plural(all, 'demonstration was', 'demonstrations were')} learnt from; more would say more.`,
    );
  return out;
}
