import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import type { ActionRange } from '../policies/action-range.ts';
import { propose } from './proposals.ts';
import { excesses, heldWithin } from './reach.ts';
import { importanceValue } from './soft-value.ts';
import { scoreOf, squash, toActions } from './squash.ts';

const mixed: ActionRange = { center: [1, 0], half: [3, null] };

/** Q(a) = -Σ c_k (a_k - b_k)², whose integral of exp(Q/α) is a Gaussian's. */
const [peak, curvature] = [
  [0.5, -0.7],
  [4, 1.5],
];
const qOf = (a: ArrayLike<number>, row: number) =>
  peak.reduce((sum, b, k) => sum - curvature[k] * (a[2 * row + k] - b) ** 2, 0);

test.each(['uniform', 'fitted'] as const)('V and entropy of a quadratic Q by %s proposals', (kind) => {
  const random = Random.fromSeed(1);
  const [rows, count, temperature] = [20, 3000, 0.3];
  // Draws of a sampler somewhere near: u of the first number, the second unbounded.
  const fit = {
    u: Float32Array.from({ length: rows * 16 * 2 }, (_, i) => [-0.2, -0.6][i % 2] + 0.3 * random.normal()),
    count: 16,
  };
  const { y, logDensity } = propose(
    { kind, rows, count, range: mixed, taken: Float32Array.from({ length: 64 }, () => random.normal()), fit },
    random,
  );
  const actions = toActions(y, mixed);
  const q = Float64Array.from({ length: rows * count }, (_, row) => qOf(actions, row));
  const found = importanceValue(q, logDensity, rows, temperature);
  // α log of the integral; the bounds are 8 standard deviations and more away.
  const exact = curvature.reduce(
    (sum, c) => sum + (temperature / 2) * Math.log((Math.PI * temperature) / c),
    0,
  );
  const mean = found.value.reduce((sum, v) => sum + v / rows, 0);
  expect(Math.abs(mean - exact)).toBeLessThan(0.01);
  expect(Math.abs(found.entropy - (exact / temperature + 1))).toBeLessThan(0.03);
  expect(found.effectiveShare).toBeGreaterThan(0.04);
  expect(found.effectiveShare).toBeLessThan(1);
});

test('a sampler that is narrow and wrong does not hide where exp(Q/α) is', () => {
  const random = Random.fromSeed(2);
  const range = { center: [0], half: [null] };
  const [rows, count] = [100, 64];
  const fit = { u: Float32Array.from({ length: rows * 8 }, () => 2 + 0.01 * random.normal()), count: 8 };
  const taken = Float32Array.from({ length: 64 }, () => random.normal());
  const { y, logDensity } = propose({ kind: 'fitted', rows, count, range, taken, fit }, random);
  const { value } = importanceValue(
    y.map((a) => -(a ** 2)),
    logDensity,
    rows,
    1,
  );
  expect(Math.abs(value.reduce((sum, v) => sum + v / rows, 0) - Math.log(Math.PI) / 2)).toBeLessThan(0.05);
});

test('V of few samples is right on average', () => {
  const random = Random.fromSeed(3);
  const [rows, n] = [20_000, 8];
  // w = exp(Q - log q) log-normal: E[w] = exp(0.18), squared coefficient of variation exp(0.36) - 1 = 0.43.
  const q = Float64Array.from({ length: rows * n }, () => 0.6 * random.normal());
  const { value } = importanceValue(q, new Float64Array(rows * n), rows, 1);
  const mean = value.reduce((sum, v) => sum + v / rows, 0);
  // Without the correction it would be 0.027 lower.
  expect(Math.abs(mean - 0.18)).toBeLessThan(0.008);
});

test('V at both ends of the temperature stays finite', () => {
  for (const temperature of [1e-3, 1e3]) {
    const { value } = importanceValue([-1e4, 3, 1e4, 2], [0, 0, 0, 0], 1, temperature);
    expect(Number.isFinite(value[0])).toBe(true);
  }
});

test('the score of u is the slope of Q/α, held within reach, plus the logarithm of |da/du| and of the wall, by central differences', () => {
  const temperature = 0.7;
  const u = Float32Array.of(0.4, -1.2, -0.9, 0.3);
  const y = squash(u, mixed);
  // Taken about 0 with deviation 0.15, whatever the state: the second action, 0.3, is within reach, -1.2 is beyond -0.6.
  const reach = {
    unbounded: [false, true],
    weights: new Float64Array(4),
    deviation: Float64Array.of(1, 0.15),
  };
  const beyond = excesses({ y, states: new Float32Array(2), rows: 2 }, reach);
  const held = heldWithin(y, beyond);
  const slopes = Float32Array.from(
    toActions(held, mixed),
    (a, i) => -2 * curvature[i % 2] * (a - peak[i % 2]) * (i % 2 === 0 ? 3 : 1),
  );
  const scores = scoreOf(y, { values: slopes, stride: 2, offset: 0 }, mixed, temperature, reach, beyond);
  const logTarget = (at: number, x: number) => {
    const [k, h] = [at % 2, mixed.half[at % 2]];
    const q = (a: number) => (-curvature[k] * (a - peak[k]) ** 2) / temperature;
    if (h !== null) return q(1 + h * Math.tanh(x)) + Math.log(h * (1 - Math.tanh(x) ** 2));
    const edge = Math.max(-0.6, Math.min(0.6, x));
    return q(edge) - 0.5 * ((x - edge) / 0.15) ** 2;
  };
  for (let at = 0; at < 4; at++)
    expect(scores[at]).toBeCloseTo((logTarget(at, u[at] + 1e-4) - logTarget(at, u[at] - 1e-4)) / 2e-4, 3);
});
