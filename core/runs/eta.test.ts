import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remainingMs } from './eta.ts';

const steady = (count: number, msEach: number, gapAt: (i: number) => number | null) =>
  Array.from({ length: count }, (_, i) => ({ iteration: i, at: 1000 + i * msEach, gap: gapAt(i) }));

test('at a steady pace the rest takes the pace times what is left', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 50 }),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 9999 }),
      (n, ms, more) => {
        const samples = steady(n, ms, () => null);
        expect(remainingMs(samples, n - 1 + more)).toBeCloseTo(ms * more, 6);
      },
    ),
  );
});

test('a geometric approach to the tolerance is extrapolated', () => {
  // gap = 10^(6 - i/10): reaches 1 at iteration 60; at iteration 20, 40 are left.
  const samples = steady(21, 5, (i) => 10 ** (6 - i / 10));
  expect(remainingMs(samples, 100_000)).toBeCloseTo(40 * 5, 6);
  // The limit on iterations counts when it comes first.
  expect(remainingMs(samples, 30)).toBeCloseTo(10 * 5, 6);
});

test('a gap that does not shrink falls back on the limit; one that is there leaves nothing', () => {
  expect(
    remainingMs(
      steady(10, 10, (i) => 5 + i),
      109,
    ),
  ).toBeCloseTo(1000, 6);
  expect(
    remainingMs(
      steady(10, 10, () => 0.5),
      109,
    ),
  ).toBe(0);
});

test('no pace, no estimate', () => {
  expect(remainingMs([], 10)).toBeNull();
  expect(
    remainingMs(
      steady(1, 10, () => null),
      10,
    ),
  ).toBeNull();
  expect(
    remainingMs(
      [
        { iteration: 4, at: 0, gap: null },
        { iteration: 4, at: 900, gap: null },
      ],
      10,
    ),
  ).toBeNull();
});
