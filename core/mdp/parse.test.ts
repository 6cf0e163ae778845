import { expect, test } from 'vitest';
import { parseWorldSpec } from './index.ts';

const grid = {
  kind: 'gridworld',
  rows: 2,
  columns: 1,
  terrains: [{ name: 'a', reward: 0, colour: '#000000' }],
  cells: [0, 0],
  walls: [],
  goals: [],
  terminals: [],
  starts: [],
  slip: 0,
  wind: [0],
  moves: 'four',
  features: 'terrain',
  maxSteps: 5,
};

test.each([
  [{ slip: 2 }, 'slip', 'The number is 2, but must be at most 1.'],
  [{ rows: 0 }, 'rows', 'The number is 0, but must be at least 1.'],
  [{ rows: 1.5 }, 'rows', 'A whole number belongs here, but there is 1.5.'],
  [{ slip: Number.NaN }, 'slip', 'A number belongs here, but there is NaN.'],
  [{ cells: [0, 'x'] }, 'cells[1]', 'A number belongs here, but there is “x”.'],
  [{ goals: [{ cell: 0 }] }, 'goals[0].reward', 'A number belongs here, but there is nothing.'],
  [{ walls: {} }, 'walls', 'A list belongs here, but there is something else.'],
  [{ terrains: [] }, 'terrains', 'The length of the list must be at least 1.'],
  [{ moves: 'six' }, 'moves', 'One of “four”, “four-and-stay”, “eight” belongs here, but there is “six”.'],
  [{ slippery: 1 }, '', 'There is no entry called “slippery” here.'],
  [
    { kind: 'maze' },
    'kind',
    'The kind of a world is one of “gridworld”, “published”, “objectworld”, “random”, “explicit”.',
  ],
])('%j: a sentence and its place', (change, where, message) => {
  expect(() => parseWorldSpec({ ...grid, ...change })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where, message }),
  );
});

test('a sound spec comes back as it was', () => {
  expect(parseWorldSpec(grid)).toEqual(grid);
});
