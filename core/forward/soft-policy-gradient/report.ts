import { LabError } from '../../base/errors.ts';
import type { PlayedEpisode } from './collect.ts';
import { softRewards } from './returns.ts';
import type { SoftPolicyGradientSettings } from './spec.ts';

/** Mean undiscounted return of some episodes, in the environment's own reward or in what is maximised. */
export const meanReturn = (episodes: readonly PlayedEpisode[], of: 'rewards' | 'objective') =>
  episodes.reduce((sum, one) => sum + one[of].reduce((total, r) => total + r, 0), 0) / episodes.length;

/** Undiscounted return in the environment's own reward, discounted soft return of what is maximised, length. */
export function episodeMetrics(
  episodes: readonly PlayedEpisode[],
  { temperature, discount }: SoftPolicyGradientSettings,
) {
  let soft = 0;
  for (const { objective, logDensity } of episodes)
    soft += softRewards(objective, logDensity, temperature).reduceRight((sum, r) => r + discount * sum, 0);
  return {
    return: meanReturn(episodes, 'rewards'),
    softReturn: soft / episodes.length,
    length: episodes.reduce((sum, { rewards }) => sum + rewards.length, 0) / episodes.length,
  };
}

/** @throws LabError NonFinite for a metric that is no finite number */
export function checkFinite(metrics: Readonly<Record<string, number>>): void {
  for (const [name, x] of Object.entries(metrics))
    if (!Number.isFinite(x))
      throw new LabError('NonFinite', `The metric ${name} became ${x}.`, {
        kept: 'The policy is as it was after the last good iteration.',
        remedy: 'Try smaller step sizes or a smaller gradient norm.',
      });
}
