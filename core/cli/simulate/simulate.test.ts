import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { expectClose, golden } from '../testing/golden.ts';
import { simulateJson } from './simulate-json.ts';

const home = tmpdir();

interface Recorded {
  environment: string;
  observations: number[][];
  states: number[][];
  actions: (number | number[])[];
  rewards: number[];
  terminated: boolean[];
}

test('recorded episodes of every classic task come out of the command as they went in', async () => {
  const { cases } = golden<{ cases: Recorded[] }>('gymnasium-classic-control');
  await Promise.all(
    [0, 3, 6, 9, 12].map(async (index) => {
      const reference = cases[index]!;
      const { code, out, err } = await call(
        ['simulate', 'tests/golden/gymnasium-classic-control.json', '--case', `${index}`, '--json'],
        { home },
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const answer = JSON.parse(out);
      expectClose(answer.observations, reference.observations, 1e-5, `${index}: observations`);
      expectClose(answer.states, reference.states, 1e-5, `${index}: states`);
      expectClose(answer.rewards, reference.rewards, 1e-4, `${index}: rewards`);
      expect(answer.terminated).toEqual(reference.terminated);
      expect(answer).toMatchObject({ steps: reference.actions.length, actionsLeft: 0 });
    }),
  );
});

test('single transitions from a state', async () => {
  const { cases } = golden<{ cases: Recorded[] }>('gymnasium-classic-control');
  for (const { environment, states, observations, actions, rewards } of cases)
    for (const t of [0, actions.length >> 1]) {
      const answer = await simulateJson({ environment, state: states[t], actions: [actions[t]] });
      expectClose(answer.observations, [observations[t], observations[t + 1]], 1e-5, environment);
      expectClose(answer.rewards, [rewards[t]], 1e-6 * Math.abs(rewards[t]!), environment);
    }
});

test('a spec from standard input; the seed decides the start', async () => {
  const input = (seed: number) =>
    JSON.stringify({ environment: { kind: 'navigation', obstacles: [] }, seed, actions: [[1, 0]] });
  const [a, again, b, overridden] = await Promise.all([
    call(['simulate', '-'], { input: input(1), home }),
    call(['simulate', '-'], { input: input(1), home }),
    call(['simulate', '-'], { input: input(2), home }),
    call(['simulate', '-', '--seed', '2'], { input: input(1), home }),
  ]);
  expect(a).toMatchObject({ code: 0, err: '' });
  expect(again).toEqual(a);
  expect(b.out).not.toBe(a.out);
  expect(overridden).toEqual(b);
});

test('finite worlds step by indices', async () => {
  const answer = await simulateJson({ environment: 'cliff', state: 0, actions: [0, [1]] });
  expect(answer).toMatchObject({ steps: 2, actionsLeft: 0 });
  expect(answer.states).toEqual(answer.observations);
});

test('actions after the end are counted, not taken', async () => {
  const answer = await simulateJson({
    environment: 'four-goals',
    state: [3.9, 0],
    actions: [
      [0.5, 0],
      [1, 0],
      [1, 0],
    ],
  });
  expect(answer).toMatchObject({ steps: 1, actionsLeft: 2, terminated: [true], truncated: [false] });
});

test('a MuJoCo world is loaded and starts from positions and velocities', async () => {
  const answer = await simulateJson({
    environment: 'InvertedPendulum-v5',
    state: [0, 0.1, 0, 0],
    actions: [[0], [1]],
  });
  expect(answer).toMatchObject({ steps: 2, rewards: [1, 1] });
  const spec = { environment: { kind: 'mujoco', id: 'Hopper-v5' }, actions: [[0, 0, 0]] };
  expect(await simulateJson(spec)).toMatchObject({ steps: 1, terminated: [false] });
});

test('no actions: the start alone', async () => {
  expect(await simulateJson({ environment: 'Acrobot-v1', state: [0, 0, 0, 0], actions: [] })).toEqual({
    observations: [[1, 0, 1, 0, 0, 0]],
    states: [[0, 0, 0, 0]],
    rewards: [],
    terminated: [],
    truncated: [],
    steps: 0,
    actionsLeft: 0,
  });
});

test.each([
  ['an unknown id', { environment: 'Ant-v9', actions: [] }, 'NotFound', 'environment'],
  ['no environment', { actions: [] }, 'InvalidInput', 'environment'],
  ['an unknown kind', { environment: { kind: 'maze' }, actions: [] }, 'InvalidInput', 'environment.kind'],
  [
    'a bad spec',
    { environment: { kind: 'reach', target: 3 }, actions: [] },
    'InvalidInput',
    'environment.target',
  ],
  ['a wrong state', { environment: 'reach', state: [1], actions: [] }, 'InvalidInput', 'state'],
  ['a wrong action', { environment: 'CartPole-v1', actions: [0, 2] }, 'InvalidInput', 'actions[1]'],
  ['no number', { environment: 'CartPole-v1', actions: [null] }, 'InvalidInput', 'actions[0]'],
  ['no actions', { environment: 'CartPole-v1' }, 'InvalidInput', 'actions'],
  ['a bad seed', { environment: 'CartPole-v1', seed: -1, actions: [] }, 'InvalidInput', 'seed'],
])('%s is refused with its place', async (_, input, code, where) => {
  await expect(simulateJson(input)).rejects.toThrow(expect.objectContaining({ code, where }));
});

test('a refusal ends with 1 and points at the entry', async () => {
  const { code, out, err } = await call(['simulate', '-', '--json'], {
    input: JSON.stringify({ environment: 'Pendulum-v1', actions: [[0, 0]] }),
    home,
  });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(JSON.parse(err).error).toMatchObject({ code: 'InvalidInput', where: 'actions[0]' });
});
