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

test('one changed setting is no preset', () => {
  const settings = { ...algorithms['guided-cost-learning'].defaults(), episodes: 7 };
  expect(presetOf('guided-cost-learning', settings)).toBeNull();
  expect(presetWords('guided-cost-learning', null, 200)).toBe('Changed by hand.');
});

test('long episodes of worlds in motion are met with settings for them, and the words say why', () => {
  const suggested = (steps: number | null) => suggestedPreset('guided-cost-learning', steps).id;
  expect([null, 10, 30, 200].map(suggested)).toEqual(['defaults', 'defaults', 'steady', 'steady']);
  expect(suggestedPreset('soft-actor-critic', 200).id).toBe('defaults');
  expect(presetWords('guided-cost-learning', 'steady', 200)).toContain('up to 200 steps');
  expect(presetWords('guided-cost-learning', 'steady', 10)).not.toContain('Suggested');
});
