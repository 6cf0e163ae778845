import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { buildWorld, examples, type WorldSpec } from '../mdp/index.ts';
import { createEnvironment, episodeSeed, finiteEnvironment, replayEpisode } from './index.ts';

const spec = (id: string): WorldSpec => examples.find((example) => example.id === id)!.spec;
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

/** Plays random actions to the end, or for at most `limit` steps. */
function play(id: string, seed: number, limit: number) {
  const { environment, world } = createEnvironment(spec(id));
  const random = Random.fromSeed(seed + 1);
  const states = [environment.reset(seed)[0]];
  const actions: number[] = [];
  const rewards: number[] = [];
  let ended = { terminated: false, truncated: false };
  while (actions.length < limit && !ended.terminated && !ended.truncated) {
    const action = random.integer(world.mdp.actionCount);
    const result = environment.step([action]);
    actions.push(action);
    states.push(result.observation[0]);
    rewards.push(result.reward);
    ended = { terminated: result.terminated, truncated: result.truncated };
  }
  return { environment, world, states, actions: Int32Array.from(actions), rewards, ...ended };
}

test('an episode is a function of its seed and actions', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(...examples.map(({ id }) => id)), (seed, id) => {
      const played = play(id, seed, 200);
      const { environment } = createEnvironment(spec(id));
      const again = replayEpisode(environment, seed, played.actions);
      expect([...again.observations]).toEqual(played.states);
      expect([...again.rewards]).toEqual(played.rewards);
      expect(again.observations).toBeInstanceOf(Int32Array);
      expect([again.terminated, again.truncated]).toEqual([played.terminated, played.truncated]);
      // A prefix replays to a prefix, whatever was played on this environment before.
      const half = played.actions.slice(0, played.actions.length >> 1);
      const prefix = replayEpisode(environment, seed, half);
      expect([...prefix.observations]).toEqual(played.states.slice(0, half.length + 1));
    }),
    { numRuns: 60 },
  );
});

test('a step pays r(s,a), and the terminal state pays once on arrival', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { world, states, actions, rewards, terminated } = play('windy-meadow', seed, 1000);
      const { mdp, trueReward } = world;
      rewards.forEach((reward, t) => {
        let expected = trueReward![states[t] * 4 + actions[t]];
        if (mdp.terminal[states[t + 1]] === 1) expected += trueReward![states[t + 1] * 4];
        expect(reward).toBe(expected);
      });
      expect(terminated).toBe(mdp.terminal[states[states.length - 1]] === 1);
    }),
  );
});

test('steps follow P and starts follow p0', () => {
  const { environment, world } = createEnvironment(spec('icy-grid-4x4'));
  const counts = new Float64Array(16);
  const n = 30_000;
  for (let k = 0; k < n; k++) {
    environment.reset(episodeSeed(5, k));
    counts[environment.step([1]).observation[0]]++;
  }
  // From the corner: right, up (bump) and down, a third each.
  for (const s of [0, 1, 4]) expect(Math.abs(counts[s] / n - 1 / 3)).toBeLessThan(0.014);
  expect(counts[0] + counts[1] + counts[4]).toBe(n);
  const grid = createEnvironment(spec('sutton-gridworld-4x4')).environment;
  const starts = new Float64Array(16);
  for (let k = 0; k < n; k++) starts[grid.reset(episodeSeed(6, k))[0]]++;
  expect(starts[0] + starts[15]).toBe(0);
  for (let s = 1; s < 15; s++) expect(Math.abs(starts[s] / n - 1 / 14)).toBeLessThan(0.008);
  expect(world.mdp.stateCount).toBe(16);
});

test('the time limit truncates, which is not termination; an end at the limit is an end', () => {
  const meadow = spec('windy-meadow');
  if (meadow.kind !== 'gridworld') throw new Error('the meadow is a gridworld');
  const short = createEnvironment({
    ...meadow,
    maxSteps: 3,
    starts: [0],
    slip: 0,
    wind: new Array(8).fill(0),
  });
  short.environment.reset(1);
  expect(short.environment.step([0])).toMatchObject({ terminated: false, truncated: false });
  short.environment.step([0]);
  expect(short.environment.step([0])).toMatchObject({ terminated: false, truncated: true });
  expect(() => short.environment.step([0])).toThrow(expect.objectContaining({ code: 'Conflict' }));

  const goal = meadow.goals[0].cell;
  const near = createEnvironment({
    ...meadow,
    maxSteps: 1,
    starts: [goal + meadow.columns],
    slip: 0,
    wind: new Array(8).fill(0),
  });
  near.environment.reset(1);
  expect(near.environment.step([0])).toMatchObject({ terminated: true, truncated: false });
});

test.each([[[4]], [[-1]], [[0.5]], [[Number.NaN]], [[]], [[0, 1]]])('action %j is refused', (action) => {
  const { environment } = createEnvironment(spec('windy-meadow'));
  environment.reset(0);
  expect(() => environment.step(action)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'action' }),
  );
  // A refused action takes no step.
  expect(environment.step([0]).truncated).toBe(false);
});

test('a save goes on exactly, in another instance and through JSON', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom(...examples.map(({ id }) => id)), (seed, id) => {
      const begun = play(id, seed, 5);
      if (begun.terminated || begun.truncated) return;
      const saved = begun.environment.save();
      const { environment: other, world } = createEnvironment(spec(id));
      expect(other.restore(JSON.parse(JSON.stringify(saved)))[0]).toBe(begun.states.at(-1));
      expect([other.observationSpace.n, other.actionSpace.n]).toEqual([
        world.mdp.stateCount,
        world.mdp.actionCount,
      ]);
      for (let t = 0; t < 10; t++) {
        const result = begun.environment.step([t % world.mdp.actionCount]);
        expect(other.step([t % world.mdp.actionCount])).toEqual(result);
        if (result.terminated || result.truncated) break;
      }
      expect(other.save()).toEqual(begun.environment.save());
    }),
    { numRuns: 40 },
  );
});

test('an episode may start in a state of one’s choice', () => {
  const { environment, world } = createEnvironment(spec('cliff'));
  expect(environment.resetTo([3], 0)).toEqual(Int32Array.of(3));
  expect(environment.state).toBe(3);
  expect(environment.step([0]).truncated).toBe(false);
  for (const state of [[], [-1], [0.5], [world.mdp.stateCount], [1, 2]])
    expect(() => environment.resetTo(state, 0)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where: 'state' }),
    );
});

test('stepping before the first reset is refused', () => {
  const environment = finiteEnvironment(buildWorld(spec('cliff')));
  expect(() => environment.step([0])).toThrow(expect.objectContaining({ code: 'Conflict' }));
});

test('a replay with actions left over does not match', () => {
  const played = play('windy-meadow', 3, 1000);
  const { environment } = createEnvironment(spec('windy-meadow'));
  const longer = Int32Array.from([...played.actions, 0]);
  expect(() => replayEpisode(environment, 3, longer)).toThrow(
    expect.objectContaining({ code: 'ReplayMismatch', where: `actions[${played.actions.length}]` }),
  );
});

test('without a known reward steps pay 0', () => {
  const world = { ...buildWorld(spec('cliff')), trueReward: null };
  const environment = finiteEnvironment(world);
  environment.reset(0);
  expect(environment.step([0]).reward).toBe(0);
});

test('episodes of a session have seeds of their own', () => {
  const drawn = new Set(Array.from({ length: 1000 }, (_, k) => episodeSeed(42, k)));
  expect(drawn.size).toBe(1000);
  expect(episodeSeed(42, 3)).toBe(episodeSeed(42, 3));
  expect(episodeSeed(43, 3)).not.toBe(episodeSeed(42, 3));
});
