import { expect, test } from 'vitest';
import { encode, encodedWidth, encodingOf, rawWidth } from './encoding.ts';
import { actionRange } from './policies/action-range.ts';

const box = (low: number[], high: number[]) => ({ kind: 'box', low, high, labels: low.map(String) }) as const;

test('a bounded box becomes [-1, 1], what has no useful bounds stays as it is', () => {
  const encoding = encodingOf(box([-2, 0, -Infinity, -1e9, 1], [6, 1, Infinity, 1e9, 1]));
  expect([rawWidth(encoding), encodedWidth(encoding)]).toEqual([5, 5]);
  const rows = encode(encoding, [-2, 0, 7, 8, 1, 6, 1, -7, -8, 2], 2);
  expect(Array.from(rows)).toEqual([-1, -1, 7, 8, 1, 1, 1, -7, -8, 2]);
});

test('an index becomes one-hot, and nothing else is an index', () => {
  const encoding = encodingOf({ kind: 'discrete', n: 3, labels: ['a', 'b', 'c'] });
  expect([rawWidth(encoding), encodedWidth(encoding)]).toEqual([1, 3]);
  expect(Array.from(encode(encoding, [2, 0], 2))).toEqual([0, 0, 1, 1, 0, 0]);
  for (const index of [3, -1, 0.5, Number.NaN])
    expect(() => encode(encoding, [index], 1)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
});

test('a wrong number of values is refused', () => {
  expect(() => encode(encodingOf(box([0], [1])), [0, 1, 2], 2)).toThrow(/not 2 rows of 1/);
});

test('the range of actions: centre and half where bounded on both sides, null elsewhere', () => {
  expect(actionRange(box([-2, -Infinity, 0, 1], [6, Infinity, Infinity, 2]))).toEqual({
    center: [2, 0, 0, 1.5],
    half: [4, null, null, 0.5],
  });
});
