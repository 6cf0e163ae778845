import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createContinuousEnvironment } from '../index.ts';
import { squareRoot } from './matrices.ts';

interface Case {
  readonly A: number[][];
  readonly B: number[][];
  readonly stateCost: number[][];
  readonly actionCost: number[][];
  readonly processNoiseCovariance: number[][];
  readonly P: number[][];
  readonly gain: number[][];
  readonly gamma: number;
}

const base = {
  kind: 'linear-quadratic',
  A: [
    [1, 0.5],
    [0, 0.9],
  ],
  B: [[0.2], [1]],
  stateCost: [
    [2, 1],
    [1, 3],
  ],
  actionCost: [[0.5]],
  processNoiseCovariance: [
    [0.04, 0.03],
    [0.03, 0.09],
  ],
} as const;
const spec = structuredClone(base) as unknown as Parameters<typeof createContinuousEnvironment>[0];

test('one step by hand: the reward is of the state before it, the mean is A x + B u', () => {
  const quiet = createContinuousEnvironment({
    ...(spec as object),
    processNoiseCovariance: [
      [0, 0],
      [0, 0],
    ],
  } as typeof spec);
  quiet.resetTo([1, -2], 0);
  // x'Qx = 2 - 4 + 12, u'Ru = 0.5 * 0.25.
  expect(quiet.step([0.5])).toMatchObject({ reward: -10.125, terminated: false });
  expect(Array.from(quiet.state)).toEqual([1 - 1 + 0.1, -1.8 + 0.5]);
});

test('the noise has mean 0 and covariance W, the start N(m, C)', () => {
  const world = createContinuousEnvironment({
    ...(spec as object),
    initialMean: [1, -1],
    initialCovariance: [
      [0.25, 0],
      [0, 0],
    ],
  } as typeof spec);
  const n = 20_000;
  const moments = () => ({ mean: [0, 0], square: [0, 0, 0] });
  const noise = moments();
  const start = moments();
  const add = (to: ReturnType<typeof moments>, x: number, y: number) => {
    to.mean[0] += x / n;
    to.mean[1] += y / n;
    to.square[0] += (x * x) / n;
    to.square[1] += (x * y) / n;
    to.square[2] += (y * y) / n;
  };
  for (let seed = 0; seed < n; seed++) {
    world.reset(seed);
    const [x, y] = world.state;
    add(start, x - 1, y + 1);
    world.step([0]);
    const [u, v] = world.state;
    add(noise, u - x - 0.5 * y, v - 0.9 * y);
  }
  // Five standard errors.
  const close = (a: number, b: number, deviation: number) =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual((5 * deviation) / Math.sqrt(n));
  close(noise.mean[0], 0, 0.2);
  close(noise.mean[1], 0, 0.3);
  close(noise.square[0], 0.04, 0.04 * Math.SQRT2);
  close(noise.square[1], 0.03, Math.sqrt(0.04 * 0.09 + 0.03 ** 2));
  close(noise.square[2], 0.09, 0.09 * Math.SQRT2);
  close(start.mean[0], 0, 0.5);
  close(start.square[0], 0.25, 0.25 * Math.SQRT2);
  expect(start.square[2]).toBe(0);
});

test('under the reference gains the discounted return is the closed form', () => {
  const { cases } = JSON.parse(
    readFileSync(new URL('../../../tests/golden/linear-quadratic-oracle.json', import.meta.url), 'utf8'),
  ) as { cases: Case[] };
  for (const { A, B, stateCost, actionCost, P, gain, gamma, processNoiseCovariance } of cases) {
    const n = A.length;
    const world = createContinuousEnvironment({
      kind: 'linear-quadratic',
      A,
      B,
      stateCost,
      actionCost,
      processNoiseCovariance: processNoiseCovariance.map((row) => row.map(() => 0)),
      maxSteps: 3000,
    });
    world.resetTo(new Array(n).fill(1), 0);
    let total = 0;
    for (let t = 0; t < 3000; t++) {
      const x = world.state;
      const u = gain.map((row) => -row.reduce((sum, k, i) => sum + k * x[i], 0));
      total += gamma ** t * world.step(u).reward;
    }
    // Without noise and with the optimal gain the return from x is exactly -x'Px.
    const expected = -P.flat().reduce((sum, p) => sum + p, 0);
    expect(Math.abs(total - expected)).toBeLessThan(1e-6 * Math.abs(expected));
  }
});

test('the square root of a singular matrix gives it back', () => {
  const matrix = Float64Array.of(1, 2, 2, 4);
  const l = squareRoot(matrix, 2);
  const product = [0, 1, 2, 3].map((k) => {
    const [i, j] = [k >> 1, k & 1];
    return l[2 * i] * l[2 * j] + l[2 * i + 1] * l[2 * j + 1];
  });
  product.forEach((x, k) => {
    expect(x).toBeCloseTo(matrix[k], 12);
  });
});

test.each([
  [{ A: [[1, 0]] }, 'A[0]'],
  [{ B: [[1]] }, 'B'],
  [{ B: [[1], [1, 2]] }, 'B[1]'],
  [{ stateCost: [[1]] }, 'stateCost'],
  [
    {
      stateCost: [
        [1, 0.5],
        [0, 1],
      ],
    },
    'stateCost[1][0]',
  ],
  [
    {
      stateCost: [
        [1, 2],
        [2, 1],
      ],
    },
    'stateCost',
  ],
  [{ actionCost: [[0]] }, 'actionCost'],
  [
    {
      processNoiseCovariance: [
        [-1, 0],
        [0, 1],
      ],
    },
    'processNoiseCovariance',
  ],
  [{ initialMean: [1] }, 'initialMean'],
  [{ initialCovariance: [[1]] }, 'initialCovariance'],
])('%j is refused with its place', (change, where) => {
  expect(() => createContinuousEnvironment({ ...(spec as object), ...change } as typeof spec)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where }),
  );
});
