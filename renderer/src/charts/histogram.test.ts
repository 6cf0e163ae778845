import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binSamples, type Sample, tallest } from './histogram.ts';

const sample = (id: string, values: number[]): Sample => ({
  id,
  name: id,
  colour: '',
  pattern: 'plain',
  values,
});

test('every finite value lands in exactly one bin', () => {
  const values = fc.array(fc.oneof(fc.double({ min: -1e3, max: 1e3 }), fc.constant(Number.NaN)));
  fc.assert(
    fc.property(values, values, (a, b) => {
      const bins = binSamples([sample('a', a), sample('b', b)], 12);
      const total = (s: number) => bins.reduce((sum, one) => sum + one.counts[s], 0);
      expect(total(0)).toBe(a.filter(Number.isFinite).length);
      expect(total(1)).toBe(b.filter(Number.isFinite).length);
      for (const one of bins) expect(one.high).toBeGreaterThan(one.low);
    }),
  );
});

test('bins are shared, at round edges, and shares sum to one', () => {
  const bins = binSamples([sample('a', [0.3, 1, 2, 9.7]), sample('b', [5])], 10);
  expect(bins[0].low).toBe(0);
  expect(bins.at(-1)?.high).toBe(10);
  expect(bins).toHaveLength(10);
  expect(bins.reduce((sum, one) => sum + one.shares[0], 0)).toBeCloseTo(1, 12);
  expect(bins[5].shares[1]).toBe(1);
});

test('equal values get one place, no values none', () => {
  expect(binSamples([sample('a', [4, 4])], 5).reduce((sum, one) => sum + one.counts[0], 0)).toBe(2);
  expect(binSamples([sample('a', [])], 5)).toEqual([]);
});

test('stacks are as tall as their sum', () => {
  const bins = binSamples([sample('a', [1, 1, 2]), sample('b', [1])], 2);
  expect(tallest(bins, 'counts', 'stacked')).toBe(3);
  expect(tallest(bins, 'counts', 'overlaid')).toBe(2);
});
