import { expect, test, vi } from 'vitest';
import type { EnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { continuousExamples, openEnvironment } from '../../../../core/environments/index.ts';
import { RolloutFeed } from './rollout-feed.svelte.ts';

const example = continuousExamples.find(({ id }) => id === 'Pendulum-v1');
if (!example) throw new Error('The gallery has no pendulum.');
const opened = await openEnvironment(example.spec);
if (opened.kind !== 'continuous') throw new Error('The pendulum is continuous.');
const simulation = opened.environment;
const environment = { spec: example.spec } as EnvironmentRow;
const run = { id: 'run', spec: { algorithm: 'soft-actor-critic' } } as Run;

/** Answers when it is let. */
function slowRuns() {
  const waiting: (() => void)[] = [];
  const asked: string[] = [];
  return {
    asked,
    answer: () => waiting.shift()?.(),
    rollouts: ({ seeds, choosing }: { seeds: number[]; choosing: string }) =>
      new Promise((answer) => {
        asked.push(choosing);
        const actions = Float32Array.of(1, -1);
        waiting.push(() => answer(seeds.map((seed) => ({ seed, actions, rewards: Float64Array.of(0, 0) }))));
      }),
  };
}

test('episodes are simulated again, and of many wishes only the newest is played next', async () => {
  const runs = slowRuns();
  const feed = new RolloutFeed({ runs, demonstrations: {} } as never, run, environment);
  feed.want(1, 'sample', simulation);
  feed.want(2, 'sample', simulation);
  feed.want(3, 'mode', simulation);
  await vi.waitFor(() => expect(runs.asked).toHaveLength(1));
  runs.answer();
  await vi.waitFor(() => expect(runs.asked).toHaveLength(2));
  runs.answer();
  await vi.waitFor(() => expect(feed.iteration).toBe(3));
  expect(runs.asked.at(-1)).toBe('mode');
  expect(feed.episodes).toHaveLength(3);
  expect(feed.episodes[0].trail).toHaveLength(6);
});

test('a failure is kept as data, and a stopped feed shows nothing more', async () => {
  const fails = { rollouts: async () => Promise.reject(new Error('gone')) };
  const feed = new RolloutFeed({ runs: fails, demonstrations: {} } as never, run, environment);
  feed.want(1, 'sample', simulation);
  await vi.waitFor(() => expect(feed.error).not.toBeNull());
  const runs = slowRuns();
  const stopped = new RolloutFeed({ runs, demonstrations: {} } as never, run, environment);
  stopped.want(1, 'sample', simulation);
  await vi.waitFor(() => expect(runs.asked).toHaveLength(1));
  stopped.stop();
  runs.answer();
  await new Promise((settled) => setTimeout(settled, 5));
  expect(stopped.episodes).toEqual([]);
});
