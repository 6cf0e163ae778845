import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoricalOf } from './categorical.ts';

const row = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 });

test('probabilities sum to 1, agree with their logarithms, and V is the value of the policy', () => {
  fc.assert(
    fc.property(row, row, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (one, two, temperature) => {
      const x = [...one, ...two];
      const { probabilities, logProbabilities, value } = categoricalOf(x, 2, 4, temperature);
      for (const at of [0, 4]) {
        let sum = 0;
        let soft = 0;
        for (let a = at; a < at + 4; a++) {
          sum += probabilities[a];
          expect(probabilities[a]).toBeCloseTo(Math.exp(logProbabilities[a]), 12);
          if (probabilities[a] > 0) soft += probabilities[a] * (x[a] - temperature * logProbabilities[a]);
        }
        expect(sum).toBeCloseTo(1, 10);
        // V = E[x] + temperature · entropy
        expect(Math.abs(soft - value[at / 4])).toBeLessThan(1e-9 * Math.max(1, Math.abs(soft)));
      }
    }),
    { numRuns: 50 },
  );
});

test('any temperature is safe: greedy when cold, even when hot', () => {
  expect(Array.from(categoricalOf([1, 2, 0], 1, 3, 1e-9).probabilities)).toEqual([0, 1, 0]);
  for (const p of categoricalOf([1, 2, 0], 1, 3, 1e9).probabilities) expect(p).toBeCloseTo(1 / 3, 8);
});
