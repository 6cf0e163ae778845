import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { distance, normals } from '../../networks/testing/numbers.ts';
import type { ActionRange } from './action-range.ts';
import {
  gaussianSampleOf,
  gradientThroughSample,
  logOneMinusTanhSquared,
  sampleGaussian,
  scoreGaussian,
} from './squashed-gaussian.ts';

const mixed: ActionRange = { center: [0.5, 0, -3], half: [2, null, 0.25] };

test('the density integrates to 1 over the box, whatever its centre and half width', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: -1.5, max: 0.5, noNaN: true }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (mean, logDeviation, half) => {
        const range: ActionRange = { center: [1], half: [half] };
        const n = 4000;
        const outputs = new Float32Array(2 * n);
        // Midpoints in u, where the density is smooth: da = h (1 - tanh²u) du.
        const reach = 9;
        const points = Float64Array.from({ length: n }, (_, i) => reach * ((2 * i + 1) / n - 1));
        const actions = Float64Array.from(points, (u) => 1 + half * Math.tanh(u));
        for (let i = 0; i < n; i++) outputs.set([mean, logDeviation], 2 * i);
        const { logDensity } = scoreGaussian(outputs, actions, n, range);
        let integral = 0;
        points.forEach((u, i) => {
          // Beyond this, actions count as at the edge.
          if (Math.abs(u) < 7)
            integral += Math.exp(logDensity[i] + Math.log(half) + logOneMinusTanhSquared(u));
        });
        expect((integral * 2 * reach) / n).toBeCloseTo(1, 2);
      },
    ),
    { numRuns: 20 },
  );
});

test('a draw has the density that its action scores, bounded or not', () => {
  const rows = 200;
  const outputs = normals(rows * 6, 1).map((x) => x / 2);
  const drawn = sampleGaussian(outputs, rows, mixed, Random.fromSeed(2));
  const scored = scoreGaussian(outputs, drawn.actions, rows, mixed);
  // Actions are f32: near an edge their rounding moves u.
  const plain = Array.from({ length: rows }, (_, row) => row).filter((row) =>
    [0, 2].every((i) => Math.abs(drawn.squashed[row * 3 + i]) < 0.99),
  );
  expect(plain.length).toBeGreaterThan(100);
  for (const row of plain) expect(drawn.logDensity[row]).toBeCloseTo(scored.logDensity[row], 3);
  for (let i = 0; i < rows * 3; i++) {
    const h = mixed.half[i % 3];
    if (h !== null) expect(Math.abs(drawn.actions[i] - mixed.center[i % 3])).toBeLessThanOrEqual(h);
  }
});

test('draws have the mean and the deviation of the network’s outputs', () => {
  const rows = 20_000;
  const outputs = new Float32Array(2 * rows);
  for (let row = 0; row < rows; row++) outputs.set([0.7, Math.log(0.5)], 2 * row);
  const { actions } = sampleGaussian(outputs, rows, { center: [0], half: [null] }, Random.fromSeed(3));
  const mean = actions.reduce((sum, a) => sum + a, 0) / rows;
  const variance = actions.reduce((sum, a) => sum + (a - mean) ** 2, 0) / rows;
  expect(Math.abs(mean - 0.7)).toBeLessThan((5 * 0.5) / Math.sqrt(rows));
  expect(Math.abs(Math.sqrt(variance) / 0.5 - 1)).toBeLessThan(0.03);
});

test('gradients through a draw agree with finite differences', () => {
  const rows = 7;
  const outputs = normals(rows * 6, 4);
  const noise = normals(rows * 3, 5);
  const byAction = normals(rows * 3, 6);
  const byLogDensity = 0.3;
  const loss = (at: Float32Array) => {
    const { logDensity, actions } = gaussianSampleOf(at, noise, rows, mixed);
    let sum = 0;
    for (const l of logDensity) sum += byLogDensity * l;
    actions.forEach((a, i) => {
      sum += byAction[i] * a;
    });
    return sum;
  };
  const gradient = gradientThroughSample(
    gaussianSampleOf(outputs, noise, rows, mixed),
    mixed,
    byLogDensity,
    byAction,
  );
  expect(distance(gradient, differences(loss, outputs))).toBeLessThan(3e-3);
});

test('likelihood-ratio gradients agree with finite differences', () => {
  const rows = 7;
  const outputs = normals(rows * 6, 7);
  const { actions } = sampleGaussian(outputs, rows, mixed, Random.fromSeed(8));
  const weights = normals(rows, 9);
  const loss = (at: Float32Array) =>
    scoreGaussian(at, actions, rows, mixed).logDensity.reduce((sum, l, row) => sum + weights[row] * l, 0);
  const gradient = scoreGaussian(outputs, actions, rows, mixed).gradient(weights);
  expect(distance(gradient, differences(loss, outputs))).toBeLessThan(3e-3);
});

test('log σ beyond its bounds is held there and passes no gradient', () => {
  const range: ActionRange = { center: [0], half: [1] };
  const noise = Float32Array.of(0.5, 0.5);
  const sample = gaussianSampleOf(Float32Array.of(0, -50, 0, 50), noise, 2, range);
  expect(Array.from(sample.deviation)).toEqual([Math.fround(Math.exp(-10)), Math.fround(Math.exp(2))]);
  const gradient = gradientThroughSample(sample, range, 1, Float32Array.of(1, 1));
  expect([gradient[1], gradient[3]]).toEqual([0, 0]);
});

test('log(1 - tanh²u) is exact at the extremes, even, and -2|u| + log 4 far out', () => {
  expect(logOneMinusTanhSquared(0)).toBeCloseTo(0, 15);
  for (const u of [0.1, 1, 3]) {
    expect(logOneMinusTanhSquared(u)).toBeCloseTo(Math.log(1 - Math.tanh(u) ** 2), 10);
    expect(logOneMinusTanhSquared(-u)).toBeCloseTo(logOneMinusTanhSquared(u), 12);
  }
  for (const u of [50, 1e4, -1e4])
    expect(logOneMinusTanhSquared(u)).toBeCloseTo(Math.log(4) - 2 * Math.abs(u), 8);
});

test('densities stay finite far out and with very many numbers', () => {
  const far = gaussianSampleOf(Float32Array.of(500, 0), Float32Array.of(1), 1, { center: [0], half: [1] });
  expect(far.logDensity[0]).toBeCloseTo(2 * 501 - Math.log(4) - 0.5 - 0.5 * Math.log(2 * Math.PI), 2);
  const m = 3000;
  const wide: ActionRange = { center: new Array(m).fill(0), half: new Array(m).fill(1) };
  const { logDensity } = gaussianSampleOf(new Float32Array(2 * m), new Float32Array(m), 1, wide);
  expect(logDensity[0]).toBeCloseTo(-m * 0.5 * Math.log(2 * Math.PI), 0);
});

/** Central differences by every output. */
function differences(loss: (outputs: Float32Array) => number, outputs: Float32Array): Float32Array {
  const step = 1 / 128;
  return outputs.map((_, i) => {
    const moved = (by: number) => loss(outputs.map((x, j) => (j === i ? x + by : x)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}
