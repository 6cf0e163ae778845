import { expect, test } from 'vitest';
import { LabError } from '../../../../core/base/errors.ts';
import type { Run } from '../../../../core/contract/index.ts';
import { buildWorld, examples } from '../../../../core/mdp/index.ts';
import { normalised, RewardsState } from './rewards.svelte.ts';

const world = buildWorld(examples[0].spec);
const states = world.mdp.stateCount;
const run = { id: 'r', spec: { algorithm: 'maxent-irl', datasetId: 'd' } } as Run;
const row = {
  subject: { kind: 'run', runId: 'r' },
  epic: 0.1,
  pearson: 0.9,
  spearman: 0.8,
  visitation: new Float64Array(states).fill(1 / states),
};
const client = (stateReward: Float64Array) =>
  ({
    runs: {
      reward: async () => ({ kind: 'tabular', stateReward }),
      policy: async () => ({
        kind: 'tabular',
        value: stateReward,
        visitation: Float64Array.from({ length: states }, (_, s) => 0.9 ** s),
      }),
    },
    comparisons: {
      compute: async () => ({ rows: [row], expertVisitation: new Float64Array(states).fill(1 / states) }),
    },
  }) as never;

test('the recovered and the true reward share one scale when aligned, and keep their own when raw', async () => {
  const state = new RewardsState(world);
  const truth = state.truth ?? new Float64Array(states);
  await state.load(client(truth.map((value) => 5 * value + 3)), run);
  expect(state.maps).toHaveLength(2);
  expect(state.maps[0].heat.scale).toEqual(state.maps[1].heat.scale);
  expect(state.alignment?.residual).toBeCloseTo(0, 9);
  state.scaleOf = 'raw';
  expect(state.maps[0].heat.scale).not.toEqual(state.maps[1].heat.scale);
  expect(state.agreement).toEqual({ epic: 0.1, pearson: 0.9, spearman: 0.8 });
});

test('visits are shares on one scale, their difference is centred at zero', async () => {
  const state = new RewardsState(world);
  await state.load(client(new Float64Array(states)), run);
  state.layer = 'visits';
  expect(state.maps.map((map) => map.title)).toEqual(['Learned visits', 'Expert visits', 'Difference']);
  expect(Math.max(...Array.from(state.maps[2].heat.values, Math.abs))).toBeCloseTo(0, 12);
  expect(normalised(new Float64Array(3))).toEqual(new Float64Array(3));
});

test('what fails is kept as data', async () => {
  const state = new RewardsState(world);
  const fails = async () => {
    throw new LabError('NotFound', 'Gone.');
  };
  await state.load({ runs: { reward: fails, policy: fails } } as never, run);
  expect(state.error?.code).toBe('NotFound');
  expect(state.maps).toEqual([]);
});
