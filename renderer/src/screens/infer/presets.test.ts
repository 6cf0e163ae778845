import { expect, test } from 'vitest';
import { algorithmIds, algorithms } from '../../../../core/contract/algorithms.ts';
import { presetOf, presetsOf, presetWords } from './presets.ts';

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
  expect(presetWords('guided-cost-learning', null)).toBe('Changed by hand.');
});
