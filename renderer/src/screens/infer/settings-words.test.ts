import { expect, test } from 'vitest';
import { maxEntDefaults, maxEntDefinition } from '../../../../core/contract/algorithms.ts';
import { settingsInWords } from './settings-words.ts';

test('settings read as on the form', () => {
  const words = settingsInWords(maxEntDefinition, maxEntDefaults(), String);
  expect(words).toHaveLength(Object.keys(maxEntDefinition).length);
  expect(words).toContainEqual(['Reward', 'Linear in features']);
  expect(words).toContainEqual(['L2 penalty λ', '0.01']);
});
