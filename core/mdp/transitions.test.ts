import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTransitions, type Transition } from './index.ts';

const two = {
  stateCount: 2,
  actionCount: 1,
  transitions: [
    [0, 0, 1, 0.25],
    [0, 0, 0, 0.75],
    [1, 0, 0, 1],
  ] as Transition[],
  initial: [1, 0],
  terminal: [] as number[],
};

test('rows are compressed in order of state, action and successor', () => {
  const mdp = fromTransitions(two);
  expect([...mdp.rowStart]).toEqual([0, 2, 3]);
  expect([...mdp.successor]).toEqual([0, 1, 0]);
  expect([...mdp.probability]).toEqual([0.75, 0.25, 1]);
});

test('entries in any order, split or whole, with zeros among them, make the same MDP', () => {
  const shares = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(shares, { minLength: 6, maxLength: 6 }), fc.integer({ min: 1 }), (rows, seed) => {
      const transitions = rows.flatMap((row, i): Transition[] => {
        const sum = row.reduce((total, w) => total + w, 0);
        return row.map((w, next) => [Math.floor(i / 2), i % 2, next, w / sum]);
      });
      const rest = { stateCount: 3, actionCount: 2, initial: [0.5, 0.5, 0], terminal: [] };
      const mdp = fromTransitions({ ...rest, transitions });
      const shuffled = transitions
        .flatMap(([s, a, next, p]): Transition[] => [
          [s, a, next, p / 2],
          [s, a, (next + 1) % 3, 0],
          [s, a, next, p / 2],
        ])
        .map((entry, i) => [Math.imul(i + 1, seed) >>> 0, entry] as const)
        .sort(([x], [y]) => x - y)
        .map(([, entry]) => entry);
      const same = fromTransitions({ ...rest, transitions: shuffled });
      expect(same.rowStart).toEqual(mdp.rowStart);
      expect(same.successor).toEqual(mdp.successor);
      same.probability.forEach((p, k) => {
        expect(p).toBeCloseTo(mdp.probability[k], 12);
      });
      for (let row = 0; row < 6; row++) {
        const sum = mdp.probability
          .slice(mdp.rowStart[row], mdp.rowStart[row + 1])
          .reduce((total, p) => total + p, 0);
        expect(sum).toBeCloseTo(1, 13);
      }
    }),
  );
});

test('rounding in the input is put right, anything larger is refused', () => {
  const third: Transition[] = [
    [0, 0, 0, 0.3333333],
    [0, 0, 1, 0.6666666],
    [1, 0, 0, 1],
  ];
  const mdp = fromTransitions({ ...two, transitions: third });
  expect(mdp.probability[0] + mdp.probability[1]).toBeCloseTo(1, 15);
});

test('terminal states have empty rows; a self-loop written for one is dropped', () => {
  const transitions: Transition[] = [
    [0, 0, 1, 1],
    [1, 0, 1, 1],
  ];
  const mdp = fromTransitions({ ...two, transitions, terminal: [1] });
  expect([...mdp.rowStart]).toEqual([0, 1, 1]);
  expect([...mdp.terminal]).toEqual([0, 1]);
});

const wrong = (...entry: unknown[]) => [...two.transitions, entry as unknown as Transition];

test.each([
  ['no states', { stateCount: 0 }, 'stateCount'],
  ['half an action', { actionCount: 0.5 }, 'actionCount'],
  ['an unknown state', { transitions: wrong(2, 0, 0, 1) }, 'transitions[3]'],
  ['an unknown action', { transitions: wrong(1, 1, 0, 1) }, 'transitions[3]'],
  ['an unknown successor', { transitions: wrong(1, 0, -1, 1) }, 'transitions[3]'],
  ['a fractional state', { transitions: wrong(0.5, 0, 0, 1) }, 'transitions[3]'],
  ['a negative probability', { transitions: wrong(1, 0, 0, -0.5) }, 'transitions[3]'],
  ['a probability above 1', { transitions: wrong(1, 0, 0, 1.5) }, 'transitions[3]'],
  ['a NaN probability', { transitions: wrong(1, 0, 0, Number.NaN) }, 'transitions[3]'],
  ['an entry of three', { transitions: wrong(1, 0, 0) }, 'transitions[3]'],
  ['a row above 1', { transitions: wrong(1, 0, 1, 0.5) }, 'transitions[2]'],
  ['a missing row', { transitions: two.transitions.slice(0, 2) }, 'transitions'],
  ['a row below 1', { transitions: two.transitions.slice(1) }, 'transitions[0]'],
  ['a way out of a terminal state', { terminal: [1] }, 'transitions[2]'],
  ['an unknown terminal state', { terminal: [5] }, 'terminal[0]'],
  ['too few initial probabilities', { initial: [1] }, 'initial'],
  ['initial probabilities that sum to 0.9', { initial: [0.9, 0] }, 'initial'],
  ['a negative initial probability', { initial: [1.1, -0.1] }, 'initial[0]'],
  [
    'a start in a terminal state',
    { transitions: two.transitions.slice(0, 2), terminal: [1], initial: [0.5, 0.5] },
    'initial[1]',
  ],
])('%s is refused, with its place', (_what, change, where) => {
  expect(() => fromTransitions({ ...two, ...change })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where }),
  );
});
