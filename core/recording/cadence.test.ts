import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cadence } from './cadence.ts';

test('an even recording has its rate, no jitter and nothing late', () => {
  const times = Float32Array.from({ length: 101 }, (_, t) => t * 50);
  expect(cadence(times, 20)).toEqual({ targetRate: 20, achievedRate: 20, jitter: 0, lateTicks: 0 });
});

test('one long pause makes every step after it late', () => {
  const times = Float32Array.of(0, 100, 200, 350, 450);
  const measured = cadence(times, 10);
  expect(measured.lateTicks).toBe(0);
  expect(cadence(Float32Array.of(0, 100, 200, 351, 451), 10).lateTicks).toBe(2);
  expect(measured.achievedRate).toBeCloseTo(4000 / 450, 12);
  // Gaps 100, 100, 150, 100: mean 112.5, variance (3 * 12.5^2 + 37.5^2) / 4.
  expect(measured.jitter).toBeCloseTo(Math.sqrt((3 * 156.25 + 1406.25) / 4), 10);
});

test('turn-based and very short takes have no ticks', () => {
  expect(cadence(Float32Array.of(0, 900, 4000), null).lateTicks).toBe(0);
  expect(cadence(Float32Array.of(3), 30)).toEqual({
    targetRate: 30,
    achievedRate: 0,
    jitter: 0,
    lateTicks: 0,
  });
  expect(cadence(Float32Array.of(5, 5), 30).achievedRate).toBe(0);
});

test('a shift in time changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 60 }), (gaps) => {
      let at = 0;
      const times = Float32Array.from(gaps, (gap) => (at += gap));
      expect(
        cadence(
          times.map((t) => t + 1024),
          10,
        ),
      ).toEqual(cadence(times, 10));
    }),
  );
});
