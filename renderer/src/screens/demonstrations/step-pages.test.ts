import { expect, test } from 'vitest';
import type { Steps } from '../../../../core/contract/index.ts';
import { StepPages } from './step-pages.svelte.ts';

function fakeSteps(total: number) {
  const calls: number[] = [];
  const steps = async ({ from, count }: { from: number; count: number }): Promise<Steps> => {
    calls.push(from);
    const n = Math.min(count, total - from);
    return {
      from,
      count: n,
      observations: Int32Array.from({ length: n }, (_, i) => from + i),
      actions: Int32Array.from({ length: n }, (_, i) => (from + i) % 4),
      rewards: new Float64Array(n),
      times: new Float32Array(n),
      finalObservation: from + n === total ? Int32Array.of(total) : null,
    };
  };
  return { calls, client: { steps } as never };
}

test('ten thousand steps come in pages, each asked for once', async () => {
  const { calls, client } = fakeSteps(10_000);
  const pages = new StepPages(client, 'demo_1', 10_000);
  expect(pages.at(9_000)).toBeNull();
  expect(pages.at(9_001)).toBeNull();
  await pages.readAll();
  await Promise.resolve();
  expect(calls.toSorted((a, b) => a - b)).toEqual([0, 4096, 8192]);
  expect(pages.at(9_000)).toMatchObject({ state: 9_000, action: 0 });
  expect(pages.at(10_000)).toEqual({ state: 10_000, action: null, reward: null, time: null });
  expect(pages.loaded).toBe(10_000);
  expect(pages.states.indexOf(-1)).toBe(-1);
});

test('a page that could not be read is asked for again', async () => {
  let broken = true;
  const good = fakeSteps(3).client as { steps: (input: { from: number; count: number }) => Promise<Steps> };
  const pages = new StepPages(
    {
      steps: async (input: never) => (broken ? Promise.reject(new Error('gone')) : good.steps(input)),
    } as never,
    'demo_1',
    3,
  );
  await pages.readAll();
  expect(pages.error).toBeInstanceOf(Error);
  broken = false;
  await pages.readAll();
  expect(pages.at(0)).toMatchObject({ state: 0 });
});
