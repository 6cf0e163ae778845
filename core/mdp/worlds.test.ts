import { describe, expect, test } from 'vitest';
import {
  buildWorld,
  type ExplicitSpec,
  examples,
  type FiniteWorld,
  type ObjectworldSpec,
  type PublishedSpec,
  parseWorldSpec,
  type RandomSpec,
} from './index.ts';
import { type GoldenMdp, golden, goldenMdp } from './testing/golden.ts';

const published = (world: PublishedSpec['world']) => buildWorld({ kind: 'published', world, maxSteps: 50 });
const up = 0;
const right = 1;
const down = 2;
const left = 3;

/** Successors of an action, by cell, with their probabilities. */
function successors({ mdp, layout }: FiniteWorld, cell: number, action: number): [number, number][] {
  const r = layout!.stateOfCell[cell] * mdp.actionCount + action;
  return Array.from({ length: mdp.rowStart[r + 1] - mdp.rowStart[r] }, (_, k) => {
    const at = mdp.rowStart[r] + k;
    return [layout!.cellOfState[mdp.successor[at]], mdp.probability[at]];
  });
}

describe('published worlds', () => {
  test('Sutton and Barto 5x5 has the transitions and rewards of the golden file', () => {
    const reference = golden<GoldenMdp & { reward: number[][] }>('sutton-gridworld');
    const { mdp, trueReward } = published('sutton-gridworld-5x5');
    const expected = goldenMdp(reference);
    expect(mdp.successor).toEqual(expected.successor);
    expect(mdp.probability).toEqual(expected.probability);
    expect(Array.from(trueReward!)).toEqual(reference.reward.flat());
  });

  test('windy gridworld: wind 1 and 2, clipped at the edge', () => {
    const world = published('windy-gridworld');
    expect(successors(world, 33, right)).toEqual([[24, 1]]);
    expect(successors(world, 36, up)).toEqual([[6, 1]]);
    expect(successors(world, 66, down)).toEqual([[56, 1]]);
    expect(successors(world, 48, left)).toEqual([[37, 1]]);
    expect(world.mdp.terminal[37]).toBe(1);
    expect(world.mdp.initial[30]).toBe(1);
  });

  test('cliff: falling costs 100 and leads to the start; nobody stands in it', () => {
    const world = published('cliff');
    expect(world.mdp.stateCount).toBe(38);
    expect(successors(world, 36, right)).toEqual([[36, 1]]);
    expect(successors(world, 25, down)).toEqual([[36, 1]]);
    expect(world.trueReward![world.layout!.stateOfCell[25] * 4 + down]).toBe(-100);
    expect(successors(world, 35, down)).toEqual([[47, 1]]);
    expect(successors(world, 47, up)).toEqual([]);
    expect(world.trueReward![world.layout!.stateOfCell[35] * 4 + down]).toBe(-1);
  });

  test('icy grid: a third each ahead and to either side, and the goal pays on the way in', () => {
    const world = published('icy-grid-4x4');
    const third = 1 / 3;
    expect(successors(world, 0, left).map(([cell, p]) => [cell, p.toFixed(12)])).toEqual([
      [0, (2 * third).toFixed(12)],
      [4, third.toFixed(12)],
    ]);
    expect(successors(world, 14, right).map(([cell]) => cell)).toEqual([10, 14, 15]);
    expect(world.trueReward![14 * 4 + right]).toBeCloseTo(third, 15);
    expect(world.trueReward![14 * 4 + left]).toBe(0);
    expect(successors(world, 15, left)).toEqual([]);
    expect(world.trueReward!.slice(60)).toEqual(new Float64Array(4));
    expect([...world.mdp.terminal].flatMap((flag, s) => (flag === 1 ? [s] : []))).toEqual([5, 7, 11, 12, 15]);
  });
});

describe('objectworld', () => {
  const spec: ObjectworldSpec = {
    kind: 'objectworld',
    size: 9,
    objects: 7,
    colours: 3,
    features: 'continuous',
    slip: 0.3,
    seed: 4,
    maxSteps: 30,
  };

  test('distances, reward and binary features are those of the objects drawn', () => {
    const world = buildWorld(spec);
    const binary = buildWorld({ ...spec, features: 'binary' });
    const objects = world.layout!.marks;
    expect(objects.length).toBe(7);
    expect(new Set(objects.map(({ cell }) => cell)).size).toBe(7);
    const nearest = (s: number, label: RegExp) =>
      Math.min(
        9 * Math.SQRT2,
        ...objects
          .filter((object) => label.test(object.label))
          .map(({ cell }) =>
            Math.sqrt((Math.floor(s / 9) - Math.floor(cell / 9)) ** 2 + ((s % 9) - (cell % 9)) ** 2),
          ),
      );
    for (let s = 0; s < 81; s++) {
      const first = nearest(s, /^red outside/);
      const second = nearest(s, /^blue outside/);
      expect(world.features.values[s * 6]).toBe(first);
      expect(world.features.values[s * 6 + 1]).toBe(second);
      expect(world.features.values[s * 6 + 3]).toBe(nearest(s, /red inside/));
      expect(world.trueReward![s * 5]).toBe(first > 3 ? 0 : second <= 2 ? 1 : -1);
      for (let d = 1; d <= 9; d++)
        expect(binary.features.values[s * 54 + 9 + d - 1]).toBe(second < d ? 1 : 0);
    }
    expect(new Set(world.trueReward!)).toEqual(new Set([-1, 0, 1]));
  });

  test('more objects than cells are refused', () => {
    expect(() => parseWorldSpec({ ...spec, size: 3, objects: 10 })).toThrow(
      expect.objectContaining({ where: 'objects' }),
    );
  });
});

describe('random worlds', () => {
  const spec: RandomSpec = {
    kind: 'random',
    states: 2000,
    actions: 3,
    branching: 4,
    features: 5,
    seed: 1,
    maxSteps: 30,
  };

  test('each action has exactly `branching` successors with Dirichlet(1, ..., 1) shares', () => {
    const { mdp } = buildWorld(spec);
    let square = 0;
    for (let r = 0; r < 6000; r++) {
      expect(mdp.rowStart[r + 1] - mdp.rowStart[r]).toBe(4);
      square += mdp.probability[mdp.rowStart[r]] ** 2;
    }
    // E p^2 = 2 / (k (k+1)) for k shares; its standard error over 6000 rows is about 0.0016.
    expect(Math.abs(square / 6000 - 0.1)).toBeLessThan(0.008);
    const visits = new Float64Array(2000);
    for (const s of mdp.successor) visits[s]++;
    expect(Math.abs(visits.reduce((sum, n) => sum + (n - 12) ** 2, 0) / 2000 - 12)).toBeLessThan(2.5);
  });

  test('successors of an action differ, also when they are all there are', () => {
    const { mdp } = buildWorld({ ...spec, states: 5, branching: 5 });
    for (let r = 0; r < 15; r++) expect([...mdp.successor.slice(r * 5, r * 5 + 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  test('reward and features have unit variance, and the seed decides all', () => {
    const { trueReward, features } = buildWorld(spec);
    const variance = (numbers: Float64Array) => numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length;
    expect(Math.abs(variance(features.values) - 1)).toBeLessThan(0.08);
    expect(Math.abs(variance(trueReward!) - 1)).toBeLessThan(0.2);
    expect(buildWorld(spec)).toEqual(buildWorld(spec));
    expect(buildWorld({ ...spec, seed: 2 }).mdp.probability).not.toEqual(buildWorld(spec).mdp.probability);
  });

  test.each([
    ['more successors than states', { states: 3, branching: 4 }, 'branching'],
    ['more transitions than memory', { states: 100_000, actions: 64, branching: 64 }, 'states'],
  ])('%s are refused', (_what, change, where) => {
    expect(() => parseWorldSpec({ ...spec, ...change })).toThrow(expect.objectContaining({ where }));
  });
});

describe('explicit worlds', () => {
  const spec = {
    kind: 'explicit',
    states: ['hall', 'kitchen', 'street'],
    actions: ['go', 'up'],
    transitions: [
      { from: 'hall', action: 'go', to: 'kitchen', probability: 0.5 },
      { from: 'hall', action: 'go', to: 'street', probability: 0.5 },
      { from: 'hall', action: 'up', to: 'hall', probability: 1 },
      { from: 'kitchen', action: 'go', to: 'hall', probability: 1 },
      { from: 'kitchen', action: 'up', to: 'kitchen', probability: 1 },
    ],
    rewards: [
      { state: 'kitchen', action: 'up', reward: 3 },
      { state: 'kitchen', reward: 2 },
      { state: 'street', reward: 9 },
    ],
    initial: { hall: 1 },
    terminal: ['street'],
    features: { warm: { kitchen: 1, hall: 0.5 } },
  } satisfies Partial<ExplicitSpec>;
  const withEntry = (key: 'transitions' | 'rewards', index: number, change: object) => ({
    ...spec,
    [key]: (spec[key] as object[]).map((entry, i) => (i === index ? { ...entry, ...change } : entry)),
  });

  test('names become numbers; rewards and features go where they are named', () => {
    const { mdp, trueReward, features, actions, stateNames, layout, maxSteps } = buildWorld(
      parseWorldSpec(spec),
    );
    expect([...mdp.rowStart]).toEqual([0, 2, 3, 4, 5, 5, 5]);
    expect([...mdp.successor]).toEqual([1, 2, 0, 0, 1]);
    expect([...trueReward!]).toEqual([0, 0, 2, 3, 9, 9]);
    expect(features).toEqual({ count: 1, names: ['warm'], values: Float64Array.of(0.5, 1, 0) });
    expect(stateNames).toEqual(spec.states);
    expect(actions[0]).toEqual({ name: 'go', direction: null, keys: ['Digit1'] });
    expect(actions[1].direction).toEqual({ x: 0, y: -1 });
    expect(layout).toBeNull();
    expect(maxSteps).toBe(100);
  });

  test('without features each state is one', () => {
    const { features } = buildWorld(parseWorldSpec({ ...spec, features: {} }));
    expect(features.names).toEqual(spec.states);
    expect([...features.values]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test.each([
    ['an unknown state', withEntry('transitions', 1, { to: 'garden' }), 'transitions[1].to'],
    ['an unknown action', withEntry('transitions', 2, { action: 'fly' }), 'transitions[2].action'],
    ['a row that sums to 0.9', withEntry('transitions', 1, { probability: 0.4 }), 'transitions[0]'],
    ['a probability above 1', withEntry('transitions', 4, { probability: 2 }), 'transitions[4].probability'],
    ['a text probability', withEntry('transitions', 4, { probability: '1' }), 'transitions[4].probability'],
    ['a way out of the end', withEntry('transitions', 3, { from: 'street' }), 'transitions[3]'],
    ['a missing row', { ...spec, transitions: spec.transitions.slice(0, 4) }, 'transitions'],
    ['a state twice', { ...spec, states: [...spec.states, 'hall'] }, 'states[3]'],
    ['an action twice', { ...spec, actions: ['go', 'go'] }, 'actions[1]'],
    ['a reward of an unknown state', withEntry('rewards', 1, { state: 'attic' }), 'rewards[1].state'],
    ['a reward given twice', withEntry('rewards', 1, { action: 'up' }), 'rewards[1]'],
    ['a reward for acting at the end', withEntry('rewards', 2, { action: 'go' }), 'rewards[2].action'],
    [
      'an infinite reward',
      withEntry('rewards', 0, { reward: Number.POSITIVE_INFINITY }),
      'rewards[0].reward',
    ],
    ['a start that is unknown', { ...spec, initial: { cellar: 1 } }, 'initial.cellar'],
    ['a start at the end', { ...spec, initial: { street: 1 } }, 'initial.street'],
    ['starts that sum to 0.5', { ...spec, initial: { hall: 0.5 } }, 'initial'],
    ['an unknown end', { ...spec, terminal: ['roof'] }, 'terminal[0]'],
    ['a feature of an unknown state', { ...spec, features: { warm: { roof: 1 } } }, 'features.warm.roof'],
    ['an unknown kind', { ...spec, kind: 'maze' }, 'kind'],
    ['no object at all', 'hello', ''],
    ['nothing', null, ''],
  ])('%s is refused, with its place and something to do', (_what, json, where) => {
    let caught: unknown;
    try {
      parseWorldSpec(json);
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: 'InvalidInput', where, message: expect.stringMatching(/\.$/) });
    expect((caught as { remedy: string | null }).remedy).not.toBeNull();
  });
});

describe('the gallery', () => {
  test.each(examples.map((example) => [example.name, example] as const))('%s is sound', (_name, example) => {
    const spec = parseWorldSpec(JSON.parse(JSON.stringify(example.spec)));
    expect(spec).toEqual(example.spec);
    const { mdp, trueReward, features, actions, stateNames, layout } = buildWorld(spec);
    expect(trueReward!.every(Number.isFinite)).toBe(true);
    expect(trueReward!.length).toBe(mdp.stateCount * mdp.actionCount);
    expect(features.values.length).toBe(features.count * mdp.stateCount);
    expect(features.names.length).toBe(features.count);
    expect(actions.length).toBe(mdp.actionCount);
    expect(new Set(stateNames).size).toBe(mdp.stateCount);
    const keys = actions.flatMap((action) => action.keys);
    expect(new Set(keys).size).toBe(keys.length);
    if (layout !== null)
      layout.cellOfState.forEach((cell, s) => {
        expect(layout.stateOfCell[cell]).toBe(s);
      });
  });

  test('ids and names differ', () => {
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });
});

test('an explicit world without rewards is one whose reward nobody knows', () => {
  const bare = {
    kind: 'explicit',
    states: ['here', 'there'],
    actions: ['go'],
    transitions: [
      { from: 'here', action: 'go', to: 'there', probability: 1 },
      { from: 'there', action: 'go', to: 'here', probability: 1 },
    ],
    initial: { here: 1 },
  };
  expect(buildWorld(parseWorldSpec(bare)).trueReward).toBeNull();
  const paid = { ...bare, rewards: [{ state: 'there', reward: 0 }] };
  expect(buildWorld(parseWorldSpec(paid)).trueReward).toEqual(new Float64Array(2));
});
