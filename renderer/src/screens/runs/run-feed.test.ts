import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LabError } from '../../../../core/base/errors.ts';
import { RunFeed } from './run-feed.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
  policy.mockClear();
});
afterEach(() => void vi.useRealTimers());

/** A run that is one iteration further at every look. */
function steppingRuns() {
  let iteration = -1;
  const asked: number[] = [];
  return {
    asked,
    policyCalls: () => policy.mock.calls.length,
    metrics: async ({ after }: { id: string; after: number }) => {
      asked.push(after);
      iteration++;
      return {
        iterations: Float64Array.of(iteration),
        values: { gap: Float64Array.of(1 / (iteration + 1)) },
      };
    },
    reward: async () => null,
    policy: policy as never,
  };
}
const policy = vi.fn(async () => null);

test('fetches come no faster than the pace, none of them overlap, and metrics add up', async () => {
  const runs = steppingRuns();
  const feed = new RunFeed(runs as never, 'run');
  for (let i = 0; i < 50; i++) {
    feed.poke(true);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(runs.asked.length).toBeLessThanOrEqual(5);
  expect(runs.asked).toEqual(runs.asked.map((_, i) => i - 1));
  expect(feed.metrics.iterations.length).toBe(runs.asked.length);
  // Every two seconds while the run moves.
  expect(policy).toHaveBeenCalledTimes(1);
});

test('the last poke is always answered, with the policy once the run rests', async () => {
  const runs = steppingRuns();
  const feed = new RunFeed(runs as never, 'run');
  feed.poke(true);
  await vi.advanceTimersByTimeAsync(1);
  policy.mockClear();
  feed.poke(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs.asked).toHaveLength(2);
  expect(policy).toHaveBeenCalledTimes(1);
  expect(feed.loaded).toBe(true);
});

test('a failure is kept as data, and a stopped feed is silent', async () => {
  const fails = async () => {
    throw new LabError('BackendGone', 'Gone.');
  };
  const feed = new RunFeed({ metrics: fails, reward: fails, policy: fails } as never, 'run');
  feed.poke(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(feed.error?.code).toBe('BackendGone');
  const runs = steppingRuns();
  const stopped = new RunFeed(runs as never, 'run');
  stopped.stop();
  stopped.poke(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs.asked).toEqual([]);
});
