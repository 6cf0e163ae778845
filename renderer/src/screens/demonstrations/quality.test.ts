import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Demonstration } from '../../../../core/contract/demonstrations.ts';
import { coverage, flagsOf, idleShare, repeats, visitorsOf, within } from './quality.ts';

const row = (id: string, rest: Partial<Demonstration>): Demonstration =>
  ({
    id,
    contentHash: id,
    length: 1,
    return: null,
    terminated: true,
    cadence: null,
    ...rest,
  }) as Demonstration;

test('idle is the share of steps in place', () => {
  expect(idleShare([1, 1, 2, 2, 2])).toBe(0.75);
  expect(idleShare([3])).toBe(0);
});

test('coverage counts every visit once', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 9 }))), (paths) => {
      const total = coverage(paths, 10).reduce((sum, visits) => sum + visits, 0);
      expect(total).toBe(paths.flat().length);
    }),
  );
  expect(
    visitorsOf(
      new Map([
        ['a', [1, 2]],
        ['b', [3]],
      ]),
      3,
    ),
  ).toEqual(['b']);
});

test('of equal demonstrations the oldest is the original: lists come newest first', () => {
  const rows = [
    row('c', { contentHash: 'x' }),
    row('b', { contentHash: 'y' }),
    row('a', { contentHash: 'x' }),
  ];
  expect(repeats(rows)).toEqual(['c']);
});

test('a bar selects what it shows; only the last one holds its upper edge', () => {
  const rows = [1, 2, 3].map((length) => row(String(length), { length }));
  const length = (one: Demonstration) => one.length;
  expect(within(rows, length, { low: 1, high: 2, last: false })).toEqual(['1']);
  expect(within(rows, length, { low: 2, high: 3, last: true })).toEqual(['2', '3']);
  expect(within(rows, (one) => one.return, { low: -9, high: 9, last: true })).toEqual([]);
});

test('flags say what is unusual, and nothing about a plain demonstration', () => {
  expect(flagsOf(row('a', {}), { repeat: false, idle: 0 })).toEqual([]);
  const flags = flagsOf(row('a', { terminated: false }), { repeat: true, idle: 1 });
  expect(flags.map((flag) => flag.text)).toEqual(['repeat', 'cut', 'idle']);
});
