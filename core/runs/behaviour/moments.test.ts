import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { moments } from './moments.ts';

test('draws of a known Gaussian have its mean and covariance', () => {
  const random = Random.fromSeed(1);
  const samples = 50_000;
  // x = (1, -2) + L z with L = [[2, 0], [1, 0.5]]: covariance [[4, 2], [2, 1.25]].
  const draws = new Float32Array(2 * samples);
  for (let k = 0; k < samples; k++) {
    const [a, b] = [random.normal(), random.normal()];
    draws[2 * k] = 1 + 2 * a;
    draws[2 * k + 1] = -2 + a + 0.5 * b;
  }
  const { mean, covariance } = moments(draws, 1, samples, 2);
  [1, -2].forEach((m, i) => {
    expect(Math.abs(mean[i] - m)).toBeLessThan(0.03);
  });
  [4, 2, 2, 1.25].forEach((c, i) => {
    expect(Math.abs(covariance[i] - c)).toBeLessThan(0.1);
  });
});

test('the covariance of few draws is the unbiased one', () => {
  const { mean, covariance } = moments(Float32Array.of(1, 2, 6), 1, 3, 1);
  expect([mean[0], covariance[0]]).toEqual([expect.closeTo(3, 12), expect.closeTo((4 + 1 + 9) / 2, 12)]);
});

test('rows are apart, moving all draws moves the mean alone, a single draw has no spread', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 }), (values) => {
      const one = moments(Float32Array.from(values), 1, 3, 2);
      const moved = moments(Float32Array.from([...values, ...values.map((v) => v + 8)]), 2, 3, 2);
      for (let i = 0; i < 2; i++) {
        expect(moved.mean[i]).toBeCloseTo(one.mean[i], 9);
        expect(moved.mean[2 + i]).toBeCloseTo(one.mean[i] + 8, 9);
      }
      for (let i = 0; i < 4; i++) {
        expect(moved.covariance[i]).toBeCloseTo(one.covariance[i], 9);
        expect(moved.covariance[4 + i]).toBeCloseTo(one.covariance[i], 9);
      }
    }),
  );
  expect(moments(Float32Array.of(3), 1, 1, 1)).toEqual({
    mean: Float64Array.of(3),
    covariance: Float64Array.of(0),
  });
});
