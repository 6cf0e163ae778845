import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { drawProbes, gradientPenalty } from './slopes.ts';
import { concatRows } from './trajectories.ts';

const width = 3;

/** Two demonstrations around (1, 1, 1), three samples around (-1, -1, -1). */
const rows = (() => {
  const random = Random.fromSeed(2);
  return concatRows(
    [1, 1, -1, -1, -1].map((where) => ({
      inputs: Float32Array.from({ length: 4 * width }, () => where + 0.1 * random.normal()),
      times: new Float64Array(4).fill(1),
      steps: 4,
    })),
  );
})();

const at = (inputs: Float32Array, reward: (x: readonly number[]) => number) =>
  Array.from({ length: inputs.length / width }, (_, k) =>
    reward(Array.from(inputs.subarray(k * width, (k + 1) * width))),
  );

test('the penalty of a plane is half its squared slope, whatever its direction', () => {
  const probes = drawProbes(rows, 2, 20_000, Random.fromSeed(1));
  for (const slope of [
    [3, 0, 0],
    [0, -1, 2],
  ]) {
    const plane = at(probes.inputs, (x) => x.reduce((sum, xi, i) => sum + slope[i] * xi, 5));
    const expected = slope.reduce((sum, s) => sum + s * s, 0) / 2;
    // The square of a cosine spreads by 0.9 of its mean in three dimensions: four standard errors of 20,000.
    expect(Math.abs(gradientPenalty(probes, plane).value / expected - 1)).toBeLessThan(0.03);
  }
});

test('points lie evenly on the lines from samples to demonstrations', () => {
  const probes = drawProbes(rows, 2, 5000, Random.fromSeed(3));
  const middles = at(probes.inputs, (x) => (x[0] + x[1] + x[2]) / 3);
  const quarter = (from: number) =>
    middles.filter((m) => m >= from && m < from + 0.5).length / middles.length;
  for (const from of [-1, -0.5, 0, 0.5]) expect(quarter(from)).toBeCloseTo(0.25, 1);
  expect(Math.max(...middles)).toBeLessThan(1.3);
  expect(Math.min(...middles)).toBeGreaterThan(-1.3);
});

test('its gradient is that of its value', () => {
  const probes = drawProbes(rows, 2, 5, Random.fromSeed(4));
  const random = Random.fromSeed(5);
  const rewards = Array.from({ length: 10 }, () => random.normal());
  const { gradient } = gradientPenalty(probes, rewards);
  rewards.forEach((r, k) => {
    const value = (x: number) => gradientPenalty(probes, rewards.with(k, x)).value;
    // Quadratic: central differences are exact.
    expect(gradient[k]).toBeCloseTo((value(r + 0.5) - value(r - 0.5)) / 1, 6);
  });
});
