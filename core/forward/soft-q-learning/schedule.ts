import type { Schedule } from './learner.ts';
import type { SoftQSettings } from './spec.ts';

/** Share of the steps over which a rising discount rises. */
const rising = 0.5;
/** How much shorter than in the end the horizon is at first. */
const shorter = 10;

/**
 * Step sizes and discount when the share `progress` of the environment steps is taken.
 *
 *     linear    step sizes times max(0.01, 1 - progress)
 *     rising    1 - γ_t = min(1, (1 - γ) 10^max(0, 1 - progress / 0.5)): while Q does not yet tell actions apart, V is
 *               that of acting at random, and all of a long horizon of it would have to be unlearned (after
 *               François-Lavet, Fonteneau and Ernst, 2015)
 */
export function scheduleOf(settings: SoftQSettings, progress: number): Schedule {
  const { learningRateSchedule, discountSchedule, discount } = settings;
  const share = learningRateSchedule === 'linear' ? Math.max(0.01, 1 - progress) : 1;
  return {
    q: share * settings.learningRate,
    sampler: share * settings.samplerLearningRate,
    discount: discountSchedule === 'rising' ? risen(discount, progress) : discount,
  };
}

const risen = (discount: number, progress: number) =>
  1 - Math.min(1, (1 - discount) * shorter ** Math.max(0, 1 - progress / rising));
