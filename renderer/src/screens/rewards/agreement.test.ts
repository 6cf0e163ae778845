import { expect, test } from 'vitest';
import { measuresOf, verdictOf } from './agreement.ts';

test('only known measures are shown', () => {
  expect(measuresOf({ epic: null, pearson: 0.98, spearman: null }).map((one) => one.id)).toEqual(['pearson']);
});

test('the verdict follows the distance', () => {
  const at = (epic: number | null) => verdictOf({ epic, pearson: null, spearman: null });
  expect(at(null)).toBeNull();
  expect(at(0.02)).toContain('Practically');
  expect(at(0.9)).toContain('Far');
});
