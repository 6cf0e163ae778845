import { expect, test } from 'vitest';
import { algorithms, type Run } from '../../../../core/contract/index.ts';
import { groupBySeed, seedlessKey, seedsHelp, siblingsOf } from './seeds.ts';

const run = (id: string, seed: number, totalSteps: number): Run =>
  ({
    id,
    spec: {
      algorithm: 'soft-actor-critic',
      environmentId: 'env',
      sourceRunId: null,
      settings: { ...algorithms['soft-actor-critic'].defaults(), totalSteps },
      seed,
    },
  }) as Run;

test('runs that differ by their seed alone stand together, where the first of them stands', () => {
  const runs = [run('a', 2, 100), run('x', 0, 500), run('b', 0, 100), run('c', 1, 100)];
  expect(groupBySeed(runs).map((group) => group.runs.map(({ id }) => id))).toEqual([['b', 'c', 'a'], ['x']]);
  expect(siblingsOf(runs[0], runs).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(siblingsOf(runs[1], runs)).toEqual([]);
});

test('a run repeated with its seed is no group', () => {
  const runs = [run('a', 3, 100), run('b', 3, 100)];
  expect(groupBySeed(runs).map((group) => group.runs.length)).toEqual([1, 1]);
  expect(siblingsOf(runs[0], runs)).toEqual([]);
});

test('the order of settings tells nothing apart', () => {
  const one = run('a', 1, 100);
  const turned = Object.fromEntries(Object.entries(one.spec.settings).reverse());
  expect(seedlessKey({ spec: { ...one.spec, settings: turned } as Run['spec'] })).toBe(seedlessKey(one));
});

test('a number of seeds is said as a range', () => {
  expect(seedsHelp(3, 4)).toMatch(/^Seeds 3 to 6,/);
  expect(seedsHelp(3, 1)).toMatch(/^More than one/);
});
