import { type GuidedCostSettings, guidedCostDefaults } from './spec.ts';

/**
 * Settings for episodes of many steps, where importance weights rest on a trajectory or two: the plain sampled gradient
 * (even shares), samples from the whole run, a policy that begins anew so that beginners' mistakes stay among them, and a
 * reward of limited size that falls off evenly around what was demonstrated. A policy trained afresh on such a reward
 * finds its way (`npm run bench guided-cost`). The penalties bias the likelihood, so that log Z is only a figure.
 */
export const guidedCostSteady = (): GuidedCostSettings => ({
  ...guidedCostDefaults(),
  sampler: 'soft-policy-gradient',
  clipping: 'even',
  remembered: 'spread',
  memory: 20,
  episodes: 20,
  restart: 75,
  slope: 0.004,
  size: 0.02,
  averaging: 0.02,
  l2: 0,
  rewardUpdates: 4,
  rewardStepSize: 3e-3,
  schedule: 'constant',
  maxIterations: 300,
  policyStepSize: 2e-3,
});
