import { expect, test, vi } from 'vitest';
import { Random } from '../../../../core/base/random.ts';
import type { Space } from '../../../../core/environments/index.ts';
import { binShares, cloudShares, columnOf, indexShares, peakCount, shownRange } from './draws.ts';
import { Latest } from './latest.ts';

const normals = (n: number, centres: readonly number[], spread: number) => {
  const random = Random.fromSeed(3);
  return Float64Array.from({ length: n }, (_, k) => centres[k % centres.length] + spread * random.normal());
};

test('one bell has one peak, a policy of two or three minds has as many, whatever the chances of 300 draws', () => {
  const range = { low: -1, high: 1 };
  for (const spread of [0.03, 0.1, 0.2])
    expect(peakCount(binShares(normals(300, [0.1], spread), range, 33))).toBe(1);
  for (let seed = 0; seed < 200; seed++) {
    const random = Random.fromSeed(seed);
    const even = Float64Array.from({ length: 300 }, () => 2 * random.uniform() - 1);
    expect(peakCount(binShares(even, range, 33)), `even, seed ${seed}`).toBe(1);
  }
  expect(peakCount(binShares(normals(300, [-0.6, 0.6], 0.12), range, 33))).toBe(2);
  expect(peakCount(binShares(normals(300, [-0.8, 0, 0.8], 0.08), range, 33))).toBe(3);
  // Saturated policies pile up at the bounds.
  expect(peakCount(binShares([...Array(150).fill(-1), ...Array(150).fill(1)], range, 33))).toBe(2);
});

test('shares sum to one, with what lies beyond the range in the outermost bins', () => {
  const shares = binShares([-5, 0.1, 0.2, 5], { low: 0, high: 1 }, 4);
  expect(Array.from(shares)).toEqual([0.75, 0, 0, 0.25]);
  expect(Array.from(indexShares([0, 2, 2, 1], 4))).toEqual([0.25, 0.25, 0.5, 0]);
});

test('an action is shown over its bounds, or over what was drawn', () => {
  const space: Space = { kind: 'box', low: [-2, -Infinity], high: [2, Infinity], labels: ['a', 'b'] };
  const draws = [1, 10, 2, 30];
  expect(Array.from(columnOf(draws, 2, 1))).toEqual([10, 30]);
  expect(shownRange(space, 0, [9])).toEqual({ low: -2, high: 2 });
  expect(shownRange(space, 1, columnOf(draws, 2, 1))).toEqual({ low: 9, high: 31 });
  const [x, , x2] = cloudShares(space, draws) ?? [];
  expect([x, x2]).toEqual([0.5, 1]);
  expect(cloudShares({ kind: 'discrete', n: 2, labels: ['l', 'r'] }, [0, 1])).toBeNull();
});

test('one question is under way, of those that come meanwhile the newest follows, and the last answer is the newest', async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  const used: string[] = [];
  const latest = new Latest(50);
  const ask = (name: string, takes: number) =>
    latest.ask(
      () => {
        asked.push(name);
        return new Promise<string>((done, fail) =>
          setTimeout(() => (name === 'bad' ? fail(new Error(name)) : done(name)), takes),
        );
      },
      (answer) => used.push(answer),
      () => used.push('failed'),
    );
  ask('a', 100);
  expect(asked).toEqual(['a']);
  ask('b', 10);
  await vi.advanceTimersByTimeAsync(60);
  ask('c', 10);
  await vi.advanceTimersByTimeAsync(60);
  // Answered at 100, and the next follows a breath later.
  expect([asked, used]).toEqual([['a'], ['a']]);
  await vi.advanceTimersByTimeAsync(500);
  expect([asked, used]).toEqual([
    ['a', 'c'],
    ['a', 'c'],
  ]);
  ask('bad', 10);
  await vi.advanceTimersByTimeAsync(500);
  ask('d', 10);
  latest.drop();
  await vi.advanceTimersByTimeAsync(500);
  expect(asked).toEqual(['a', 'c', 'bad', 'd']);
  expect(used).toEqual(['a', 'c', 'failed']);
  vi.useRealTimers();
});
