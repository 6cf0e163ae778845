import { expect, test } from 'vitest';
import { deriveSeed, Random } from '../../base/random.ts';
import type { FiniteMdp } from '../../mdp/index.ts';
import { createFusedEngine, type Network } from '../../networks/index.ts';
import { logMixture, rewardGradient } from './index.ts';
import {
  draw,
  evenPolicy,
  exact,
  horizon,
  inputs,
  leaningPolicy,
  logDensity,
  ring,
  tableNetwork,
} from './testing/finite.ts';
import { concatRows, rewardRowsOf, type Trajectory } from './trajectories.ts';

const none = { localConstantRate: 0, monotonic: 0, size: 0, slope: 0, l2: 0 };

/** The estimate from n trajectories of a mixture of policies in equal parts, the first one alone a demonstration. */
function estimate(
  network: Network,
  mdp: FiniteMdp,
  policies: readonly Float64Array[],
  n: number,
  seed: number,
) {
  const random = Random.fromSeed(seed);
  const trajectories = Array.from({ length: n }, (_, j) => draw(mdp, policies[j % policies.length], random));
  const counts = policies.map(() => n / policies.length);
  const logs = trajectories.map((one) =>
    logMixture(
      policies.map((policy) => logDensity(policy, one)),
      counts,
    ),
  );
  const rowsOf = (one: Trajectory) => rewardRowsOf(inputs, one, 0);
  const { partition } = rewardGradient(
    network,
    {
      rows: concatRows(trajectories.map(rowsOf)),
      demonstrations: 1,
      logMixture: Float64Array.from(logs),
      values: new Float64Array(n),
      probes: null,
    },
    none,
    'off',
  );
  // The gradient of the loss is that of log Z less the demonstration's own visits.
  const demonstrated = new Float64Array(5);
  for (let t = 0; t < horizon; t++) demonstrated[trajectories[0].observations[t]]++;
  const gradient = Array.from(network.gradient().subarray(0, 5), (g, s) => g + demonstrated[s]);
  return { partition, gradient };
}

const root = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

for (const slip of [0, 0.3])
  test(`log Z and its gradient converge to the exact ones as 1/√n, slip ${slip}`, async () => {
    const engine = await createFusedEngine();
    const network = tableNetwork(engine);
    const mdp = ring(slip);
    const truth = exact(mdp);
    const repeats = 60;
    const errors = (n: number) => {
      const runs = Array.from({ length: repeats }, (_, k) =>
        estimate(network, mdp, [evenPolicy, leaningPolicy], n, deriveSeed(3, n, k)),
      );
      const covered = runs.filter(
        ({ partition: { low, high } }) => low <= truth.logPartition && truth.logPartition <= high,
      ).length;
      return {
        value: root(runs.map(({ partition }) => partition.logPartition - truth.logPartition)),
        gradient: root(
          runs.map(({ gradient }) => Math.hypot(...gradient.map((g, s) => g - truth.gradient[s]))),
        ),
        covered: covered / repeats,
      };
    };
    const few = errors(100);
    const many = errors(1600);
    expect(many.value).toBeLessThan(0.12);
    expect(many.gradient).toBeLessThan(0.3);
    // Sixteen times the samples: a quarter of the error.
    for (const ratio of [few.value / many.value, few.gradient / many.gradient]) {
      expect(ratio).toBeGreaterThan(2.8);
      expect(ratio).toBeLessThan(5.7);
    }
    expect(many.covered).toBeGreaterThan(0.85);
    engine.dispose();
  });

test('with the soft-optimal policy as sampler the weights are constant and log Z is exact', async () => {
  const engine = await createFusedEngine();
  const network = tableNetwork(engine);
  const mdp = ring(0);
  const truth = exact(mdp);
  // One start, so that what the starts are worth does not vary either.
  const start = { ...mdp, initial: Float64Array.of(0, 1, 0, 0, 0) };
  const known = exact(start);
  const { partition } = estimate(network, start, [known.policy], 50, 5);
  expect(partition.effectiveSampleSize).toBeCloseTo(50, 3);
  expect(partition.logPartition).toBeCloseTo(known.logPartition, 5);
  expect(partition.high - partition.low).toBeLessThan(1e-2);
  for (const share of partition.shares) expect(share).toBeCloseTo(1 / 50, 6);
  expect(known.logPartition).not.toBeCloseTo(truth.logPartition, 2);
  engine.dispose();
});
