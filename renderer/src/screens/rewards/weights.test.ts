import { expect, test } from 'vitest';
import { mostWeights, weightRows } from './weights.ts';

const names = ['grass', 'mud', 'water'];

test('weights are listed by magnitude, unidentified ones marked', () => {
  const { rows, rest } = weightRows(names, names, Float64Array.of(0.1, -3, 1), ['water']);
  expect(rows.map((row) => row.label)).toEqual(['mud', 'water', 'grass']);
  expect(rows[1].note).toBe('not identified');
  expect(rest).toBe(0);
});

test('of many weights the largest are shown', () => {
  const weights = Float64Array.from({ length: 100 }, (_, i) => i);
  const { rows, rest } = weightRows([], [], weights, []);
  expect(rows).toHaveLength(mostWeights);
  expect(rows[0].label).toBe('parameter 99');
  expect(rest).toBe(100 - mostWeights);
});
