import { expect, test } from 'vitest';
import { deriveSeed } from '../base/random.ts';
import { createContinuousEnvironment } from '../environments/index.ts';
import { createFusedEngine } from '../networks/index.ts';
import { withStarts } from './starts.ts';
import type { RewardModel } from './transitions.ts';

const environment = createContinuousEnvironment({ kind: 'navigation', maxSteps: 5 });
const states = [
  [1, 2, 0.5, -0.5],
  [-3, 3, 0, 0.25],
  [3, -4, 1, 1],
];
const paying = { rewards: ({ rewards }) => rewards } satisfies RewardModel;
const engine = await createFusedEngine();
const problem = (reward: RewardModel | null, demonstrationStarts: number) => ({
  environment,
  engine,
  seed: 1,
  reward,
  settings: { demonstrationStarts },
});
const seeds = Array.from({ length: 3000 }, (_, k) => deriveSeed(7, 'episode', k));

test('so large a share of episodes begins in the states, each as often as any other, and the rest as ever', () => {
  const started = withStarts(problem({ ...paying, starts: states }, 0.4)).environment;
  const counts = states.map(() => 0);
  let elsewhere = 0;
  for (const seed of seeds) {
    const first = Array.from(started.reset(seed));
    const which = states.findIndex((state) => state.every((x, i) => x === first[i]));
    if (which >= 0) counts[which]++;
    else {
      elsewhere++;
      expect(first).toEqual(Array.from(environment.reset(seed)));
    }
  }
  // 3000 draws: four standard deviations are 107 of 1800 and 74 of 400.
  expect(Math.abs(elsewhere - 1800)).toBeLessThan(107);
  for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(74);
});

test('the same seed begins in the same state, with the whole time limit, and goes on from a save', () => {
  const started = withStarts(problem({ ...paying, starts: states }, 1)).environment;
  for (const seed of seeds.slice(0, 20)) {
    const first = Array.from(started.reset(seed));
    expect(states).toContainEqual(first);
    for (let step = 1; step < 5; step++) expect(started.step([0.1, 0]).truncated).toBe(false);
    const saved = started.save();
    const end = started.step([0.1, 0]);
    expect(end.truncated).toBe(true);
    started.restore(saved);
    expect(started.step([0.1, 0])).toEqual(end);
    expect(Array.from(started.reset(seed))).toEqual(first);
  }
});

test('without states, without a learned reward, and with a share of 0 nothing changes', () => {
  for (const given of [
    problem(null, 0.5),
    problem(paying, 0.5),
    problem({ ...paying, starts: [] }, 0.5),
    problem({ ...paying, starts: states }, 0),
  ])
    expect(withStarts(given)).toBe(given);
});
