import { expect, test } from 'vitest';
import { LabError } from '../../../../core/base/errors.ts';
import type { Comparison, Dataset, Run } from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { CompareState, comparableRuns } from './compare.svelte.ts';

const run = (id: string, environmentId: string, status: Run['status'], createdAt: number) =>
  ({ id, name: id, status, createdAt, spec: { environmentId } }) as Run;
const dataset = { id: 'd', environmentId: 'e', createdAt: 1 } as Dataset;
const runs = [
  run('a', 'e', 'finished', 1),
  run('b', 'e', 'finished', 2),
  run('c', 'e', 'running', 3),
  run('x', 'other', 'finished', 4),
  run('f', 'e', 'finished', 5),
  run('g', 'e', 'finished', 6),
];

function lab(compute: (request: unknown) => Promise<Comparison>): LabState {
  return {
    datasets: [dataset],
    runs,
    dataset: (id: string | null) => (id === 'd' ? dataset : null),
    client: { comparisons: { compute } },
  } as unknown as LabState;
}

test('finished runs of the same environment can be compared, newest first', () => {
  expect(comparableRuns(runs, dataset).map((one) => one.id)).toEqual(['g', 'f', 'b', 'a']);
  expect(comparableRuns(runs, null)).toEqual([]);
});

test('the newest three are compared until somebody chooses', () => {
  const state = new CompareState(lab(async () => ({}) as Comparison));
  expect(state.request?.runIds).toEqual(['g', 'f', 'b']);
  state.toggle('f');
  state.toggle('a');
  expect(state.request?.runIds).toEqual(['g', 'b', 'a']);
});

test('a slow old answer does not replace a newer one', async () => {
  const waiting: ((comparison: Comparison) => void)[] = [];
  const state = new CompareState(lab(() => new Promise((resolve) => waiting.push(resolve))));
  const request = (seed: number) => ({ datasetId: 'd', runIds: [], rollouts: 10, seed });
  const first = state.compute(request(1));
  const second = state.compute(request(2));
  waiting[1]({ seed: 2 } as Comparison);
  await second;
  waiting[0]({ seed: 1 } as Comparison);
  await first;
  expect(state.comparison?.seed).toBe(2);
  expect(state.computing).toBe(false);
});

test('what fails is said in place', async () => {
  const state = new CompareState(
    lab(async () => {
      throw new LabError('NotFound', 'The dataset is gone.');
    }),
  );
  await state.compute({ datasetId: 'd', runIds: [], rollouts: 10, seed: 0 });
  expect(state.error?.message).toBe('The dataset is gone.');
});

test('a run that another screen sends is compared alone, on its own dataset', () => {
  const state = new CompareState(lab(async () => ({}) as Comparison));
  state.take({ ...runs[0], spec: { algorithm: 'maxent-irl', environmentId: 'e', datasetId: 'd' } } as Run);
  expect(state.request).toMatchObject({ datasetId: 'd', runIds: ['a'] });
  state.chooseDataset('d');
  expect(state.request?.runIds).toEqual(['g', 'f', 'b']);
});
