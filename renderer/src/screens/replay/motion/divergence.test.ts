import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distances, divergences, spreads, timelineTicks } from './divergence.ts';

test('the spread is the standard deviation over all rows; what never varies still divides', () => {
  const spread = spreads(
    [
      [0, 5, 2, 5],
      [4, 5],
    ],
    2,
  );
  expect(spread[0]).toBeCloseTo(Math.sqrt(8 / 3), 12);
  expect(spread[1]).toBeCloseTo(0.005, 12);
});

test('distance is the root mean square of differences in spreads, does not care about units, and is symmetric', () => {
  expect(Array.from(distances([0, 0, 3, 8], [0, 0, 0, 0, 1, 1], Float64Array.of(1, 2)))).toEqual([
    0,
    Math.sqrt((9 + 16) / 2),
  ]);
  const rows = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(rows, rows, fc.double({ min: 0.5, max: 40, noNaN: true }), (a, b, unit) => {
      fc.pre(new Set(a.filter((_, k) => k % 2 === 0)).size > 1);
      const plain = distances(a, b, spreads([a, b], 2));
      expect(distances(b, a, spreads([a, b], 2))).toEqual(plain);
      const scaled = (of: number[]) => of.map((v, k) => (k % 2 === 0 ? v * unit : v));
      const other = distances(scaled(a), scaled(b), spreads([scaled(a), scaled(b)], 2));
      // Below that, the spread is a floor that has units.
      fc.pre(spreads([a, b], 2)[0] > 0.2);
      for (const [t, d] of other.entries()) expect(d).toBeCloseTo(plain[t], 6);
    }),
  );
});

test('they part above a threshold and meet well below it, so that no tick flickers', () => {
  const distance = [0, 0.1, 0.3, 0.2, 0.3, 0.9, 0.1, 0.2, 0];
  const found = divergences(distance, { expert: 8, learned: 8 });
  expect(found).toEqual([
    { at: 2, kind: 'parted' },
    { at: 5, kind: 'furthest' },
    { at: 6, kind: 'met' },
  ]);
  expect(divergences([0, 0], { expert: 1, learned: 4 })).toEqual([{ at: 1, kind: 'expert-ended' }]);
  expect(divergences([], { expert: 3, learned: 3 })).toEqual([]);
  expect(timelineTicks([...found, { at: 5, kind: 'learned-ended' }])[1]).toEqual({
    at: 5,
    label: 'Step 5: furthest apart, the learned episode ends',
  });
});
