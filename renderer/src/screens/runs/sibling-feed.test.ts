import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Run } from '../../../../core/contract/index.ts';
import { SiblingFeed } from './sibling-feed.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const run = (id: string, seed: number, status: Run['status']) => ({ id, status, spec: { seed } }) as Run;
/** One more row at every look. */
function steppingRuns() {
  const asked: [string, number][] = [];
  return {
    asked,
    metrics: async ({ id, after }: { id: string; after: number }) => {
      asked.push([id, after]);
      return { iterations: Float64Array.of(after + 1), values: { return: Float64Array.of(after) } };
    },
  };
}

test('moving siblings are read anew each second, from where they were; resting ones once', async () => {
  const runs = steppingRuns();
  const feed = new SiblingFeed(runs as never);
  feed.follow([run('a', 1, 'running'), run('b', 2, 'finished')]);
  await vi.advanceTimersByTimeAsync(1100);
  expect(runs.asked).toEqual([
    ['a', -1],
    ['b', -1],
    ['a', 0],
    ['b', 0],
  ]);
  expect(feed.curves.map(({ name, metrics }) => [name, metrics.iterations.length])).toEqual([
    ['seed 1', 2],
    ['seed 2', 2],
  ]);
  feed.follow([run('b', 2, 'finished')]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(runs.asked).toHaveLength(5);
});

test('nobody followed, nothing drawn and nothing read', async () => {
  const runs = steppingRuns();
  const feed = new SiblingFeed(runs as never);
  feed.follow([run('a', 1, 'running')]);
  await vi.advanceTimersByTimeAsync(1);
  feed.follow([]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(feed.curves).toEqual([]);
  expect(runs.asked).toHaveLength(1);
});
