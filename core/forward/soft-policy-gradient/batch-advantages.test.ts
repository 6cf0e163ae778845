import { expect, test } from 'vitest';
import { batchEstimates, weighedAdvantages } from './batch-advantages.ts';
import { softPolicyGradientDefaults } from './spec.ts';

/** An episode of one-number steps. */
const episode = (objective: number[], logDensity: number[], terminated: boolean) => ({
  seed: 0,
  observations: new Float32Array(objective.length + 1),
  actions: new Float32Array(objective.length),
  rewards: new Float64Array(objective.length),
  terminated,
  truncated: !terminated,
  objective: Float64Array.from(objective),
  logDensity: Float64Array.from(logDensity),
});
const episodes = [episode([1, 2], [0, 1], false), episode([4], [0], true)];
const values = { steps: Float64Array.of(10, 20, 8), ends: Float64Array.of(30, 100) };
const settings = {
  ...softPolicyGradientDefaults(),
  discount: 0.5,
  temperature: 2,
  weighting: 'discounted',
} as const;

test('a time limit is bootstrapped by the value where it cut, an end is not; steps are weighed from their own start', () => {
  // Soft rewards (1, 2 - 2·1) and (4); one-step targets r + γ V(next).
  const { advantages, targets, weights } = batchEstimates(episodes, values, {
    ...settings,
    advantage: 'n-step',
    steps: 1,
  });
  expect(Array.from(targets)).toEqual([1 + 0.5 * 20, 0 + 0.5 * 30, 4]);
  expect(Array.from(advantages)).toEqual([11 - 10, 15 - 20, 4 - 8]);
  expect(Array.from(weights)).toEqual([1, 0.5, 1]);
});

test('without a value network nothing stands for what was cut off', () => {
  const { advantages } = batchEstimates(episodes, null, { ...settings, advantage: 'reward-to-go' });
  expect(Array.from(advantages)).toEqual([1, 0, 4]);
});

test('the baseline of the mean is taken off whatever the normalisation, and only where it was chosen', () => {
  const given = Float64Array.of(1, 0, 5);
  const bare = { ...settings, advantage: 'reward-to-go', normalisation: 'raw' } as const;
  expect(Array.from(weighedAdvantages(given, { ...bare, baseline: 'mean' }).advantages)).toEqual([-1, -2, 3]);
  expect(Array.from(weighedAdvantages(given, { ...bare, baseline: 'none' }).advantages)).toEqual([1, 0, 5]);
  const other = weighedAdvantages(given, { ...bare, advantage: 'gae', baseline: 'mean' });
  expect(Array.from(other.advantages)).toEqual([1, 0, 5]);
});
