import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import { Heap, loadKernels } from './index.ts';

test('blocks never overlap, keep what is in them, and all of it comes back', async () => {
  const heap = new Heap(await loadKernels());
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 3000 }), { maxLength: 60 }), (commands) => {
      const alive: { at: number; count: number; mark: number }[] = [];
      commands.forEach((command, mark) => {
        if (command >= 0) {
          const at = heap.allocate(command);
          expect(at % 16).toBe(0);
          expect([...heap.view(at, command)].every((value) => value === 0)).toBe(true);
          heap.view(at, command).fill(mark);
          alive.push({ at, count: command, mark });
        } else if (alive.length > 0) heap.free(alive.splice(-command % alive.length, 1)[0].at);
      });
      for (const { at, count, mark } of alive)
        expect([...heap.view(at, count)].every((value) => value === mark)).toBe(true);
      for (const { at } of alive) heap.free(at);
      expect(heap.used).toBe(0);
    }),
    { numRuns: 50 },
  );
  // The gaps have become one again: asking for all of it twice does not grow the memory.
  const most = Math.floor((heap.capacity - 65536) / 4);
  const capacity = heap.capacity;
  heap.free(heap.allocate(most));
  heap.free(heap.allocate(most));
  expect(heap.capacity).toBe(capacity);
});

test('memory grows with its content kept; freeing twice is a defect', async () => {
  const heap = new Heap(await loadKernels());
  const first = heap.allocate(4);
  heap.view(first, 4).set([1, 2, 3, 4]);
  const second = heap.allocate(1_000_000);
  expect([...heap.view(first, 4)]).toEqual([1, 2, 3, 4]);
  heap.free(second);
  expect(() => heap.free(second)).toThrow(LabError);
  expect(() => heap.allocate(2 ** 31)).toThrow(/no memory/);
  heap.free(first);
  expect(heap.used).toBe(0);
});
