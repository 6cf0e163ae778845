import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IntervalRow, layIntervals } from './intervals.ts';

const row = (value: number, low: number | null, high: number | null): IntervalRow => ({
  id: String(value),
  label: 'a',
  value,
  low,
  high,
  colour: '',
});

test('rows lie on the axis, intervals around their values', () => {
  const finite = fc.double({ noNaN: true, min: -1e4, max: 1e4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(finite, finite, finite), { minLength: 1 }), (triples) => {
      const rows = triples.map((three) => {
        const [low, value, high] = [...three].sort((a, b) => a - b);
        return row(value, low, high);
      });
      for (const placed of layIntervals(rows, 'data').rows) {
        expect(placed.from).toBeGreaterThanOrEqual(-1e-9);
        expect(placed.from).toBeLessThanOrEqual(placed.at + 1e-9);
        expect(placed.at).toBeLessThanOrEqual(placed.to + 1e-9);
        expect(placed.to).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
  );
});

test('zero is on the axis when asked for', () => {
  expect(layIntervals([row(5, 4, 6)], 'zero').zero).toBe(0);
  expect(layIntervals([row(5, 4, 6)], 'data').zero).toBeNull();
  expect(layIntervals([row(0.2, null, null), row(-0.1, null, null)], 'data').zero).toBeGreaterThan(0);
});

test('nothing to place is no error', () => {
  expect(layIntervals([], 'data').rows).toEqual([]);
});
