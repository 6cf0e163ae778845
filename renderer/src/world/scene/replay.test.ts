import { expect, test } from 'vitest';
import { Random } from '../../../../core/base/random.ts';
import { continuousExamples, createContinuousEnvironment } from '../../../../core/environments/index.ts';
import { readReplay, replay } from './replay.ts';

const spec = continuousExamples.find(({ id }) => id === 'navigation')!.spec;

function recorded(seed: number, steps: number) {
  const simulation = createContinuousEnvironment(spec);
  const random = Random.fromSeed(9);
  simulation.reset(seed);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (let t = 0; t < steps; t++) {
    const action = [2 * random.uniform() - 1, 2 * random.uniform() - 1].map(Math.fround);
    rewards.push(simulation.step(action).reward);
    actions.push(...action);
  }
  return {
    end: simulation.state,
    actions: Float32Array.from(actions),
    rewards: Float64Array.from(rewards),
    times: Float32Array.from(rewards, (_, t) => 50 * t),
  };
}

test('a replay passes through the very states of the recording, and any moment can be gone back to', () => {
  const take = recorded(5, 60);
  const again = replay(createContinuousEnvironment(spec), 5, take);
  expect(again.length).toBe(60);
  expect(again.moments).toHaveLength(61);
  expect(again.simulation.state).toEqual(take.end);
  expect([again.trail[120], again.trail[121]]).toEqual([take.end[0], take.end[1]]);
  again.simulation.restore(again.moments[30]);
  expect(again.simulation.step(take.actions.subarray(60, 62)).reward).toBe(take.rewards[30]);
});

test('a demonstration is read page by page', async () => {
  const take = recorded(5, 40);
  const asked: number[] = [];
  const client = {
    steps: async ({ from, count }: { from: number; count: number }) => {
      asked.push(from);
      const n = Math.min(count, 40 - from);
      return {
        from,
        count: n,
        observations: new Float32Array(4 * n),
        actions: take.actions.subarray(2 * from, 2 * (from + n)),
        rewards: take.rewards.subarray(from, from + n),
        times: take.times.subarray(from, from + n),
        finalObservation: null,
      };
    },
  };
  const again = await readReplay(client as never, { spec }, { id: 'demo_1', seed: 5, length: 40 });
  expect(asked).toEqual([0]);
  expect(again.simulation.state).toEqual(take.end);
});
