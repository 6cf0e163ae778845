import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { product, sum, transposed } from './dense.ts';
import { matrixOf } from './matrices.ts';
import { solveRiccati } from './riccati.ts';
import { type LinearQuadraticWorld, softOptimalControl, softValue } from './soft-optimal.ts';

interface Case extends LinearQuadraticWorld {
  readonly gamma: number;
  readonly temperature: number;
  readonly P: number[][];
  readonly gain: number[][];
  readonly policyCovariance: number[][];
  readonly valueConstant: number;
  readonly valueAtOnes: number;
  readonly entropyOfPolicy: number;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/golden/linear-quadratic-oracle.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const gap = (found: Float64Array, expected: ArrayLike<number>) => {
  expect(found.length).toBe(expected.length);
  return found.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i])), 0);
};

test.each(cases.map((one, i) => [i, one] as const))(
  'case %i of the reference: policy and value',
  (_, one) => {
    const control = softOptimalControl(one, { discount: one.gamma, temperature: one.temperature });
    expect(gap(control.valueMatrix, one.P.flat())).toBeLessThan(1e-10);
    expect(gap(control.gain, one.gain.flat())).toBeLessThan(1e-10);
    expect(gap(control.covariance, one.policyCovariance.flat())).toBeLessThan(1e-10);
    expect(control.valueConstant).toBeCloseTo(one.valueConstant, 9);
    expect(control.entropy).toBeCloseTo(one.entropyOfPolicy, 10);
    expect(softValue(control, new Float64Array(one.A.length).fill(1))).toBeCloseTo(one.valueAtOnes, 9);
  },
);

test('P solves the Riccati equation of random worlds, stable or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(1, 2, 4), (seed, n) => {
      const random = Random.fromSeed(seed);
      const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());
      const [a, b, half] = [normals(n * n), normals(n * n), normals(n * n)];
      const stateCost = product(half, transposed(half, n), n);
      const actionCost = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0));
      const discount = 0.5 + 0.5 * random.uniform();
      const { valueMatrix, gain } = solveRiccati({ a, b, stateCost, actionCost, discount, n });
      // P = Q + K'RK + gamma (A - BK)'P(A - BK): the value of the control itself, and K best against it.
      const closed = sum(
        a,
        product(b, gain, n).map((x) => -x),
      );
      const kept = product(product(transposed(closed, n), valueMatrix, n), closed, n).map(
        (x) => discount * x,
      );
      const paid = product(product(transposed(gain, n), actionCost, n), gain, n);
      const size = Math.max(...valueMatrix.map(Math.abs));
      expect(gap(sum(sum(stateCost, paid), kept), valueMatrix)).toBeLessThan(1e-8 * size);
      // The slope of the cost in the action vanishes: R K = gamma B'P (A - BK).
      const slope = product(product(transposed(b, n), valueMatrix, n), closed, n).map((x) => discount * x);
      expect(gap(product(actionCost, gain, n), slope)).toBeLessThan(1e-8 * size);
    }),
    { numRuns: 100 },
  );
});

test('simulated, the soft return from a state is its soft value', () => {
  const one = cases[0];
  const control = softOptimalControl(one, { discount: one.gamma, temperature: one.temperature });
  const random = Random.fromSeed(3);
  const [a, b] = [matrixOf(one.A, [1, 1], 'A')[0], matrixOf(one.B, [1, 1], 'B')[0]];
  const [q, r, w] = [one.stateCost[0][0], one.actionCost[0][0], one.processNoiseCovariance[0][0]];
  let total = 0;
  const episodes = 4000;
  for (let k = 0; k < episodes; k++) {
    let x = 1;
    let weight = 1;
    for (let t = 0; t < 250; t++) {
      const u = -control.gain[0] * x + Math.sqrt(control.covariance[0]) * random.normal();
      total += (weight * (one.temperature * control.entropy - q * x * x - r * u * u)) / episodes;
      x = a * x + b * u + Math.sqrt(w) * random.normal();
      weight *= one.gamma;
    }
  }
  expect(Math.abs(total - softValue(control, Float64Array.of(1)))).toBeLessThan(0.03);
});

test('temperature 0 is the ordinary regulator; without discount the constant is infinite', () => {
  const plain = softOptimalControl(cases[1], { discount: cases[1].gamma, temperature: 0 });
  expect(gap(plain.gain, cases[1].gain.flat())).toBeLessThan(1e-10);
  expect(Math.max(...plain.covariance)).toBe(0);
  expect(plain.entropy).toBe(-Infinity);
  expect(softOptimalControl(cases[1], { discount: 1, temperature: 0 }).valueConstant).toBe(-Infinity);
});

test('what cannot be steered and must not be left alone has no finite answer', () => {
  const runaway = { ...cases[0], A: [[2]], B: [[0]] };
  expect(() => softOptimalControl(runaway, { discount: 1, temperature: 1 })).toThrow(
    expect.objectContaining({ code: 'NotConverged' }),
  );
});

test.each([
  [{ discount: 0, temperature: 1 }, 'discount'],
  [{ discount: 1.01, temperature: 1 }, 'discount'],
  [{ discount: 0.9, temperature: -1 }, 'temperature'],
  [{ discount: 0.9, temperature: Number.NaN }, 'temperature'],
])('%j is refused', (settings, where) => {
  expect(() => softOptimalControl(cases[0], settings)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where }),
  );
});
