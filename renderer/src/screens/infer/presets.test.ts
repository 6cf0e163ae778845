import { expect, test } from 'vitest';
import { algorithmIds, algorithms } from '../../../../core/contract/algorithms.ts';
import { presetOf, presetsOf, presetWords, suggestedPreset } from './presets.ts';

test('every preset of every method is complete, within its ranges, and known again', () => {
  for (const algorithm of algorithmIds)
    for (const { id, settings } of presetsOf(algorithm)) {
      expect(algorithms[algorithm].schema.safeParse(settings()).success).toBe(true);
      expect(presetOf(algorithm, settings())).toBe(id);
    }
});

const motion = (episodeSteps: number | null, rewardOf: 'environment' | 'run' | null = null) => ({
  episodeSteps,
  rewardOf,
});

test('one changed setting is no preset', () => {
  const settings = { ...algorithms['guided-cost-learning'].defaults(), episodes: 7 };
  expect(presetOf('guided-cost-learning', settings)).toBeNull();
  expect(presetWords('guided-cost-learning', null, motion(200))).toBe('Changed by hand.');
});

test('long episodes and learned rewards are met with settings for them, and the words say why', () => {
  const suggested = (steps: number | null) => suggestedPreset('guided-cost-learning', motion(steps)).id;
  expect([null, 10, 30, 200].map(suggested)).toEqual(['defaults', 'defaults', 'steady', 'steady']);
  expect(presetWords('guided-cost-learning', 'steady', motion(200))).toMatch(/Proposed here: .* 30 steps/);
  expect(presetWords('guided-cost-learning', 'steady', motion(10))).not.toContain('Proposed');
  const gradient = (use: ReturnType<typeof motion>) => suggestedPreset('soft-policy-gradient', use).id;
  expect(gradient(motion(200, 'run'))).toBe('learned');
  expect(gradient(motion(200, 'environment'))).toBe('defaults');
  expect(gradient(motion(null, 'run'))).toBe('defaults');
  expect(suggestedPreset('soft-actor-critic', motion(200, 'run')).id).toBe('learned');
  expect(suggestedPreset('soft-actor-critic', motion(200, 'environment')).id).toBe('defaults');
  expect(suggestedPreset('soft-q-learning', motion(200, 'run')).id).toBe('defaults');
});
