import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionOf, positions, valueAt } from './slider-scale.ts';

test('a position survives the way to its value and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: positions }),
      fc.constantFrom('linear', 'log'),
      (position, scale) => {
        const value = valueAt(position, 0.001, 1000, scale);
        expect(value).toBeGreaterThanOrEqual(0.001);
        expect(value).toBeLessThanOrEqual(1000);
        expect(Math.abs(positionOf(value, 0.001, 1000, scale) - position)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('the ends are exact and the middle of a logarithmic slider is the geometric mean', () => {
  expect(valueAt(0, 0.001, 1000, 'log')).toBe(0.001);
  expect(valueAt(positions, 0.001, 1000, 'log')).toBe(1000);
  expect(valueAt(positions / 2, 0.001, 1000, 'log')).toBe(1);
  expect(valueAt(positions / 2, 0, 1, 'linear')).toBe(0.5);
});
