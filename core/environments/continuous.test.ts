import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import {
  continuousExamples,
  continuousKinds,
  createContinuousEnvironment,
  loadMujoco,
  parseContinuousSpec,
  replayEpisode,
} from './index.ts';
import { widthOf } from './space.ts';
import { playRandomly, randomAction } from './testing.ts';

await loadMujoco();

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });
const each = continuousExamples.map(({ id, spec }) => [id, spec] as const);

/** The least and most that one step can pay. */
const rewardBounds: Readonly<Record<string, readonly [number, number]>> = {
  'CartPole-v1': [1, 1],
  'Pendulum-v1': [-(Math.PI ** 2 + 6.4 + 0.004), 0],
  'MountainCar-v0': [-1, -1],
  'MountainCarContinuous-v0': [-0.9, 100],
  'Acrobot-v1': [-1, 0],
  'double-integrator': [-Infinity, 0],
  'four-goals': [0.1 * -(60 + 49 + 25), 1],
  navigation: [-100 - 0.05 * (15 + 0.2), 10],
  reach: [-2.2, 0],
  'peg-insertion': [-5, 0.1 * Math.log(1e4)],
  highway: [-51, 1],
  'InvertedPendulum-v5': [0, 1],
  'Reacher-v5': [-(0.21 + 0.2 + 2 * 9), 0],
  'Hopper-v5': [-30, 30],
  'HalfCheetah-v5': [-30, 30],
};

test('there is an example of every kind, and ids are unique', () => {
  expect(new Set(continuousExamples.map(({ spec }) => spec.kind))).toEqual(new Set(continuousKinds));
  expect(new Set(continuousExamples.map(({ id }) => id)).size).toBe(continuousExamples.length);
  for (const { spec } of continuousExamples) expect(parseContinuousSpec(spec)).toEqual(spec);
});

test.each(each)('%s: spaces, labels and widths agree', (_, spec) => {
  const simulation = createContinuousEnvironment(spec);
  const { observationSpace, actionSpace, dynamics } = simulation;
  expect(simulation.observationWidth).toBe(widthOf(observationSpace));
  expect(observationSpace.labels).toHaveLength(simulation.observationWidth);
  expect(observationSpace.high).toHaveLength(simulation.observationWidth);
  expect(actionSpace.labels).toHaveLength(
    actionSpace.kind === 'discrete' ? actionSpace.n : widthOf(actionSpace),
  );
  expect(simulation.reset(1)).toHaveLength(simulation.observationWidth);
  expect(simulation.state).toHaveLength(dynamics.stateLabels.length);
  expect(simulation.dtype).toBe('f32');
});

test.each(each)('%s: an episode is a function of its seed and actions, bit by bit', (_, spec) => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const simulation = createContinuousEnvironment(spec);
      const played = playRandomly(simulation, seed, 150);
      const again = replayEpisode(
        createContinuousEnvironment(spec),
        seed,
        Float32Array.from(played.actions.flat()),
      );
      expect(Array.from(again.observations)).toEqual(played.observations.flat());
      expect(Array.from(again.rewards)).toEqual(played.rewards);
      expect([again.terminated, again.truncated]).toEqual([played.terminated, played.truncated]);
    }),
    { numRuns: 12 },
  );
});

test.each(each)('%s: a save goes on exactly, in another instance and through JSON', (_, spec) => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 0, max: 60 }), (seed, at) => {
      const simulation = createContinuousEnvironment(spec);
      const begun = playRandomly(simulation, seed, at);
      if (begun.terminated || begun.truncated) return;
      const saved = simulation.save();
      const other = createContinuousEnvironment(spec);
      const restored = other.restore(JSON.parse(JSON.stringify(saved)));
      expect(Array.from(restored)).toEqual(begun.observations.at(-1));
      const random = Random.fromSeed(seed);
      for (let t = 0; t < 20; t++) {
        const action = randomAction(simulation.actionSpace, random);
        const result = simulation.step(action);
        expect(other.step(action)).toEqual(result);
        expect(other.state).toEqual(simulation.state);
        if (result.terminated || result.truncated) break;
      }
      expect(other.save()).toEqual(simulation.save());
      simulation.restore(saved);
      expect(simulation.save()).toEqual(saved);
    }),
    { numRuns: 12 },
  );
});

test.each(each)('%s: observations stay in their space and rewards in their bounds', (id, spec) => {
  const simulation = createContinuousEnvironment(spec);
  const { low, high } = simulation.observationSpace;
  const [least, most] = rewardBounds[id];
  const slack = 1e-6;
  for (let seed = 0; seed < 10; seed++) {
    const played = playRandomly(simulation, seed, 400);
    for (const reward of played.rewards) {
      expect(reward).toBeGreaterThanOrEqual(least - slack);
      expect(reward).toBeLessThanOrEqual(most + slack);
    }
    for (const observation of played.observations)
      observation.forEach((x, i) => {
        expect(x).toBeGreaterThanOrEqual(low[i] - slack * (1 + Math.abs(low[i])));
        expect(x).toBeLessThanOrEqual(high[i] + slack * (1 + Math.abs(high[i])));
      });
  }
});

test.each(each)('%s: the scene is finite plain data', (_, spec) => {
  const simulation = createContinuousEnvironment(spec);
  for (const seed of [1, 2, 3]) {
    playRandomly(simulation, seed, 30);
    const scene = simulation.scene();
    expect(structuredClone(scene)).toEqual(scene);
    expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
    expect(scene.view.left).toBeLessThan(scene.view.right);
    expect(scene.view.bottom).toBeLessThan(scene.view.top);
    expect(scene.shapes.some(({ role }) => role === 'agent')).toBe(true);
    for (const shape of scene.shapes) if (shape.kind !== 'circle') expect(shape.points.length % 2).toBe(0);
  }
});

test.each(each)('%s: actions that are none are refused and take no step', (_, spec) => {
  const simulation = createContinuousEnvironment(spec);
  const width = simulation.actionWidth;
  expect(() => simulation.step(new Array(width).fill(0))).toThrow(
    expect.objectContaining({ code: 'Conflict' }),
  );
  simulation.reset(4);
  const before = simulation.save();
  const wrong = [
    [],
    new Array(width + 1).fill(0),
    new Array(width).fill(Number.NaN),
    new Array(width).fill(Infinity),
    new Array(width).fill(1e300),
  ];
  if (simulation.actionSpace.kind === 'discrete') wrong.push([-1], [simulation.actionSpace.n], [0.5]);
  for (const action of wrong)
    expect(() => simulation.step(action)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where: 'action' }),
    );
  expect(simulation.save()).toEqual(before);
});

test.each(each)('%s: a start of one’s choice is checked', (_, spec) => {
  const simulation = createContinuousEnvironment(spec);
  simulation.reset(7);
  const state = simulation.state;
  const observation = simulation.reset(7);
  expect(simulation.resetTo(state, 0)).toEqual(observation);
  expect(simulation.state).toEqual(state);
  for (const wrong of [[], [...state, 0], Array.from(state, () => Number.NaN)])
    expect(() => simulation.resetTo(wrong, 0)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where: 'state' }),
    );
});

test.each(each)('%s: the time limit truncates, which is not an end', (_, spec) => {
  const simulation = createContinuousEnvironment(spec);
  let ends = 0;
  let limits = 0;
  for (let seed = 0; seed < 6; seed++) {
    const played = playRandomly(simulation, seed, Infinity);
    expect(played.terminated && played.truncated).toBe(false);
    if (played.truncated) expect(played.actions).toHaveLength(simulation.dynamics.maxSteps);
    expect(simulation.dynamics.ended(Float64Array.from(played.states.at(-1)!))).toBe(played.terminated);
    expect(() => simulation.step(played.actions[0])).toThrow(expect.objectContaining({ code: 'Conflict' }));
    if (played.terminated) ends++;
    else limits++;
  }
  expect(ends + limits).toBe(6);
});

test('beyond the box: clipped, and MountainCarContinuous charges for what was asked', () => {
  const twice = (id: 'Pendulum-v1' | 'MountainCarContinuous-v0', action: number) => {
    const simulation = createContinuousEnvironment({ kind: 'classic-control', id });
    simulation.resetTo([0.3, 0], 0);
    const { reward } = simulation.step([action]);
    return { reward, state: simulation.state };
  };
  expect(twice('Pendulum-v1', 5)).toEqual(twice('Pendulum-v1', 2));
  const far = twice('MountainCarContinuous-v0', 2);
  expect(far.state).toEqual(twice('MountainCarContinuous-v0', 1).state);
  expect(far.reward).toBeCloseTo(-0.4, 12);
});

test('an end in the last step allowed is an end, not a cut', () => {
  const simulation = createContinuousEnvironment({ kind: 'four-goals', maxSteps: 1 });
  simulation.resetTo([3.5, 0], 0);
  expect(simulation.step([1, 0])).toMatchObject({ terminated: true, truncated: false });
  simulation.resetTo([0, 0], 0);
  expect(simulation.step([1, 0])).toMatchObject({ terminated: false, truncated: true });
});

test('a number out of range ends the episode with its step', () => {
  const simulation = createContinuousEnvironment({
    kind: 'linear-quadratic',
    A: [[1e9]],
    B: [[1]],
    stateCost: [[1]],
    actionCost: [[1]],
    processNoiseCovariance: [[0]],
  });
  simulation.resetTo([1], 0);
  for (let t = 0; t < 4; t++) simulation.step([0]);
  expect(() => simulation.step([0])).toThrow(expect.objectContaining({ code: 'NonFinite' }));
  expect(() => simulation.step([0])).toThrow(expect.objectContaining({ code: 'Conflict' }));
});

test.each([
  [{ kind: 'maze' }, 'kind'],
  [{ kind: 'classic-control', id: 'CartPole-v9' }, 'id'],
  [{ kind: 'four-goals', maxSteps: 0 }, 'maxSteps'],
  [{ kind: 'navigation', obstacles: [{ x: 0, y: 0, radius: -1 }] }, 'obstacles[0].radius'],
  [{ kind: 'navigation', goal: { x: 0, y: 0 } }, 'goal'],
  [{ kind: 'navigation', start: { x: 9, y: 0 } }, 'start'],
  [{ kind: 'highway', lanes: 2.5 }, 'lanes'],
  [{ kind: 'reach', speed: 1 }, null],
])('%j is refused with its place', (spec, where) => {
  expect(() => parseContinuousSpec(spec)).toThrow(expect.objectContaining({ code: 'InvalidInput', where }));
});
