import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { ReplayBuffer } from './replay-buffer.ts';

const shape = { capacity: 5, observationWidth: 2, actionWidth: 1 };

const add = (buffer: ReplayBuffer, k: number) =>
  buffer.add({
    observation: [k, k + 0.5],
    action: [-k],
    reward: 10 * k,
    nextObservation: [k + 1, k + 1.5],
    terminated: k % 3 === 0,
  });

function filled(count: number, capacity = shape.capacity): ReplayBuffer {
  const buffer = new ReplayBuffer({ ...shape, capacity });
  for (let k = 0; k < count; k++) add(buffer, k);
  return buffer;
}

test('the newest transitions are kept whole, oldest first', () => {
  const { rows, observations, actions, rewards, nextObservations, terminated } = filled(8).latest(9);
  expect(rows).toBe(5);
  expect(Array.from(rewards)).toEqual([30, 40, 50, 60, 70]);
  expect(Array.from(actions)).toEqual([-3, -4, -5, -6, -7]);
  expect(Array.from(observations.subarray(0, 4))).toEqual([3, 3.5, 4, 4.5]);
  expect(Array.from(nextObservations.subarray(0, 2))).toEqual([4, 4.5]);
  expect(Array.from(terminated)).toEqual([1, 0, 0, 1, 0]);
  expect(Array.from(filled(3).latest(2).rewards)).toEqual([10, 20]);
});

test('draws are even over all that is kept', () => {
  const buffer = filled(8);
  const counts = new Map<number, number>();
  for (const reward of buffer.sample(10_000, Random.fromSeed(1)).rewards)
    counts.set(reward, (counts.get(reward) ?? 0) + 1);
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([30, 40, 50, 60, 70]);
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(5 * Math.sqrt(1600));
});

test('it grows beyond its first allocation and loses nothing', () => {
  const buffer = filled(3000, 2500);
  expect(buffer.size).toBe(2500);
  expect(Array.from(buffer.latest(2500).rewards)).toEqual(
    Array.from({ length: 2500 }, (_, i) => 10 * (i + 500)),
  );
});

test.each([0, 3, 5, 8, 13])('a save of %i transitions goes on like the buffer that it is of', (count) => {
  const one = filled(count);
  const other = new ReplayBuffer(shape);
  other.restore(one.save());
  for (const buffer of [one, other]) for (let k = 20; k < 24; k++) add(buffer, k);
  expect(other.latest(5)).toEqual(one.latest(5));
  expect(other.sample(20, Random.fromSeed(3))).toEqual(one.sample(20, Random.fromSeed(3)));
});

test.each([0, 3, 4, 5, 8])('going back to a mark at %i transitions undoes what came after', (count) => {
  const buffer = filled(count);
  const before = buffer.save();
  const mark = buffer.mark(4);
  for (let k = 20; k < 24; k++) add(buffer, k);
  buffer.rewind(mark);
  expect(buffer.save()).toEqual(before);
  add(buffer, 30);
  expect(buffer.latest(1).rewards[0]).toBe(300);
});
