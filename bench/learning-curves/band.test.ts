import { expect, test } from 'vitest';
import { bandOf } from './band.ts';
import type { SeedResult } from './entry.ts';

const seed = (curve: [number, number][]): SeedResult => ({ seed: 1, curve, steps: 0, mean: 0, seconds: 0 });

test('a band lies between the seeds on straight lines, where all of them have points', () => {
  const one = seed([
    [0, 0],
    [100, 10],
  ]);
  const other = seed([
    [20, 100],
    [60, 200],
    [140, 0],
  ]);
  expect(bandOf([one, other], 3)).toEqual([
    { steps: 20, mean: 51, low: 2, high: 100 },
    { steps: 60, mean: 103, low: 6, high: 200 },
    { steps: 100, mean: 55, low: 10, high: 100 },
  ]);
});

test('seeds without a single point are left out; none at all give no band', () => {
  expect(bandOf([seed([])], 5)).toEqual([]);
  expect(bandOf([seed([]), seed([[5, 1]])], 2)).toEqual(
    Array(2).fill({ steps: 5, mean: 1, low: 1, high: 1 }),
  );
});
