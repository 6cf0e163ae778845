import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downsample, finiteExtent, nearestIndex, withoutGaps } from './series.ts';

const ramp = (n: number) => Float64Array.from({ length: n }, (_, i) => i);

test('the extent ignores what is not finite or not admitted', () => {
  const values = Float64Array.of(Number.NaN, -1, 3, Number.POSITIVE_INFINITY);
  expect(finiteExtent([values], () => true)).toEqual([-1, 3]);
  expect(finiteExtent([values], (value) => value > 0)).toEqual([3, 3]);
  expect(finiteExtent([Float64Array.of(Number.NaN)], () => true)).toBeNull();
});

test('the nearest point skips gaps', () => {
  const points = { x: ramp(4), y: Float64Array.of(1, Number.NaN, Number.NaN, 2) };
  expect(nearestIndex(points, 1.2)).toBe(0);
  expect(nearestIndex(points, 1.8)).toBe(3);
  expect(nearestIndex({ x: ramp(2), y: Float64Array.of(Number.NaN, Number.NaN) }, 0)).toBe(-1);
});

test('the nearest point is the nearest', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -50, max: 50 }), { minLength: 1 }),
      fc.double({ noNaN: true, min: -60, max: 60 }),
      (xs, target) => {
        const x = Float64Array.from(xs).sort();
        const index = nearestIndex({ x, y: x }, target);
        const best = Math.min(...x.map((value) => Math.abs(value - target)));
        expect(Math.abs(x[index] - target)).toBe(best);
      },
    ),
  );
});

test('downsampling keeps extremes, ends, order and gaps', () => {
  const count = 10_000;
  const y = Float64Array.from({ length: count }, (_, i) => Math.sin(i / 50));
  y[5040] = 40;
  y[5061] = -40;
  y[7000] = Number.NaN;
  const small = downsample({ x: ramp(count), y }, 100);
  expect(small.x.length).toBeLessThanOrEqual(500);
  expect(finiteExtent([small.y], () => true)).toEqual([-40, 40]);
  expect(small.x[0]).toBe(0);
  expect(small.x.at(-1)).toBe(count - 1);
  expect([...small.x]).toEqual([...small.x].sort((a, b) => a - b));
  expect([...small.y].some(Number.isNaN)).toBe(true);
});

test('short series are left alone', () => {
  const points = { x: ramp(10), y: ramp(10) };
  expect(downsample(points, 100)).toBe(points);
});

test('points without gaps keep their places', () => {
  const { x, y } = withoutGaps({ x: ramp(3), y: Float64Array.of(1, Number.NaN, 3) });
  expect([...x]).toEqual([0, 2]);
  expect([...y]).toEqual([1, 3]);
});
