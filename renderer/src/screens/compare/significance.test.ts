import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disjoint, significantlyBest } from './significance.ts';

const estimate = (value: number, low: number | null, high: number | null) => ({ value, low, high, n: 10 });

test('bold only where no interval touches the best one', () => {
  expect(significantlyBest([estimate(1, 0.9, 1.1), estimate(2, 1.8, 2.2)], 'higher')).toBe(1);
  expect(significantlyBest([estimate(1, 0.9, 1.1), estimate(2, 1.8, 2.2)], 'lower')).toBe(0);
  expect(significantlyBest([estimate(1, 0.5, 1.9), estimate(2, 1.8, 2.2)], 'higher')).toBeNull();
  expect(significantlyBest([estimate(1, 0.5, 1.8), estimate(2, 1.8, 2.2)], 'higher')).toBeNull();
});

test('one alone, ties and missing numbers are never best', () => {
  expect(significantlyBest([estimate(1, 0, 2), null], 'higher')).toBeNull();
  expect(significantlyBest([estimate(1, null, null), estimate(1, null, null)], 'higher')).toBeNull();
  expect(significantlyBest([estimate(Number.NaN, null, null), estimate(1, 0, 2)], 'higher')).toBeNull();
  expect(significantlyBest([null, estimate(1, 0.9, 1.1), estimate(3, 2, 4)], 'lower')).toBe(1);
});

test('without an interval nothing is significant', () => {
  expect(significantlyBest([estimate(1, null, null), estimate(3, null, null)], 'lower')).toBeNull();
  expect(significantlyBest([estimate(1, 0.9, 1.1), estimate(3, null, null)], 'lower')).toBeNull();
});

test('the best is disjoint from all, and at most one is', () => {
  const some = fc
    .tuple(fc.double({ noNaN: true, min: -5, max: 5 }), fc.double({ noNaN: true, min: 0, max: 1 }))
    .map(([value, half]) => estimate(value, value - half, value + half));
  fc.assert(
    fc.property(fc.array(some, { minLength: 2, maxLength: 6 }), (estimates) => {
      const best = significantlyBest(estimates, 'lower');
      if (best === null) return;
      estimates.forEach((other, i) => {
        if (i === best) return;
        expect(other.value).toBeGreaterThan(estimates[best].value);
        expect(disjoint(other, estimates[best])).toBe(true);
      });
    }),
  );
});
