import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignReward } from './alignment.ts';

const values = fc.array(fc.double({ noNaN: true, min: -10, max: 10 }), { minLength: 2, maxLength: 20 });

test('a scaled and shifted reward is aligned exactly', () => {
  const truth = Float64Array.of(1, -2, 0.5, 7);
  const { scale, shift, aligned, residual } = alignReward(
    truth.map((value) => 3 * value - 4),
    truth,
  );
  expect(scale).toBeCloseTo(1 / 3, 12);
  expect(shift).toBeCloseTo(4 / 3, 12);
  expect(residual).toBeCloseTo(0, 12);
  expect([...aligned].map((value) => Number(value.toFixed(9)))).toEqual([1, -2, 0.5, 7]);
});

test('no other scale and shift come closer', () => {
  fc.assert(
    fc.property(
      values,
      fc.double({ noNaN: true, min: 0, max: 5 }),
      fc.double({ noNaN: true, min: -5, max: 5 }),
      (raw, scale, shift) => {
        const recovered = Float64Array.from(raw);
        const truth = recovered.map((value, s) => Math.sin(value * 3 + s));
        const other = recovered.reduce((sum, r, s) => sum + (scale * r + shift - truth[s]) ** 2, 0);
        expect(alignReward(recovered, truth).residual).toBeLessThanOrEqual(
          Math.sqrt(other / raw.length) + 1e-9,
        );
      },
    ),
  );
});

test('a reversed or a constant reward tells nothing of the truth', () => {
  const truth = Float64Array.of(1, 2, 3);
  expect(
    alignReward(
      truth.map((value) => -value),
      truth,
    ).scale,
  ).toBe(0);
  expect(alignReward(Float64Array.of(5, 5, 5), truth)).toMatchObject({ scale: 0, shift: 2 });
});
