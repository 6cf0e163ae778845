import { expect, test } from 'vitest';
import { transitionsOf } from './collect.ts';

test('episodes become transitions; only a terminated one ends', () => {
  const episode = (from: number, terminated: boolean) => ({
    seed: 0,
    observations: Float32Array.of(from, -from, from + 1, -from - 1, from + 2, -from - 2),
    actions: Float32Array.of(10 * from, 10 * from + 1),
    rewards: Float64Array.of(0.5, from),
    terminated,
    truncated: !terminated,
  });
  expect(transitionsOf([episode(1, true), episode(5, false)], 2, 1)).toEqual({
    rows: 4,
    observations: Float32Array.of(1, -1, 2, -2, 5, -5, 6, -6),
    actions: Float32Array.of(10, 11, 50, 51),
    rewards: Float32Array.of(0.5, 1, 0.5, 5),
    nextObservations: Float32Array.of(2, -2, 3, -3, 6, -6, 7, -7),
    terminated: Float32Array.of(0, 1, 0, 0),
  });
});
