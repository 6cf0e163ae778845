import { expect, test } from 'vitest';
import type { Dataset, EnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { defaultsOfAll } from './all-settings.ts';
import {
  type Answers,
  choose,
  defaultName,
  type Offer,
  planOf,
  solvableRuns,
  specOf,
  withSeeds,
} from './infer-plan.ts';

const answers = (changes: Partial<Answers>): Answers => ({
  algorithm: 'maxent-irl',
  source: 'dataset',
  rewardOf: 'environment',
  datasetId: null,
  environmentId: null,
  sourceRunId: null,
  settings: defaultsOfAll(),
  seed: 7,
  ...changes,
});
const environment = (id: string, demonstrations: number, kind: 'gridworld' | 'navigation' = 'gridworld') =>
  ({ id, name: id, demonstrations, createdAt: 0, spec: { kind } }) as EnvironmentRow;
const dataset = (id: string, environmentId: string, createdAt: number) =>
  ({ id, name: id, environmentId, demonstrations: 40, createdAt }) as Dataset;
const run = (id: string, environmentId: string, algorithm: Run['spec']['algorithm'] = 'maxent-irl') =>
  ({ id, name: id, iteration: 3, createdAt: 1, spec: { algorithm, environmentId, datasetId: 'new' } }) as Run;
const lab: Offer = {
  environments: [environment('empty', 0), environment('meadow', 40), environment('cliff', 3)],
  datasets: [dataset('old', 'cliff', 1), dataset('new', 'meadow', 2)],
  runs: [run('r', 'meadow')],
  knowsReward: () => true,
};
const bare = { ...lab, datasets: [], runs: [] };

test('with no answers, the newest dataset is inferred from: one press works', () => {
  const plan = planOf(answers({}), lab, true);
  expect(plan).toMatchObject({ kind: 'ready', environmentId: 'meadow', datasetId: 'new' });
  if (plan.kind !== 'ready') return;
  expect(plan.sentence).toContain('40\u00a0demonstrations of meadow');
  expect(specOf(answers({}), plan, 'new')).toMatchObject({
    algorithm: 'maxent-irl',
    datasetId: 'new',
    seed: 7,
  });
});

test('answers are followed', () => {
  expect(choose(answers({ datasetId: 'old' }), lab).environment?.id).toBe('cliff');
  expect(planOf(answers({ source: 'kept', environmentId: 'cliff' }), lab, true)).toMatchObject({
    environmentId: 'cliff',
    datasetId: null,
  });
});

test('without datasets, the kept demonstrations of the most demonstrated environment serve', () => {
  expect(planOf(answers({}), bare, true)).toMatchObject({
    kind: 'ready',
    environmentId: 'meadow',
    datasetId: null,
  });
  expect(choose(answers({ source: 'kept', environmentId: 'empty' }), bare).environment?.id).toBe('meadow');
});

test('what is missing is said, with the place to go', () => {
  const none = { ...lab, environments: [], datasets: [], runs: [] };
  expect(planOf(answers({}), none, true)).toMatchObject({ kind: 'blocked', next: 'environments' });
  const fresh = { ...none, environments: [environment('empty', 0)] };
  expect(planOf(answers({}), fresh, true)).toMatchObject({ kind: 'blocked', next: 'record' });
  expect(planOf(answers({}), lab, false)).toMatchObject({ kind: 'blocked', next: 'here' });
});

test('a soft solve needs no demonstrations; a recovered reward is solved where it was recovered', () => {
  const solve = answers({ algorithm: 'soft-solve', environmentId: 'empty' });
  expect(planOf(solve, bare, true)).toMatchObject({ environmentId: 'empty', sourceRunId: null });
  const recovered = { ...solve, rewardOf: 'run' as const };
  expect(planOf(recovered, bare, true)).toMatchObject({ kind: 'blocked', next: 'here' });
  const plan = planOf(recovered, lab, true);
  expect(plan).toMatchObject({ environmentId: 'meadow', sourceRunId: 'r' });
  if (plan.kind === 'ready')
    expect(specOf(recovered, plan, null)).toMatchObject({
      sourceRunId: 'r',
      settings: { reward: 'recovered' },
    });
});

test('settings that do not go together are told before the run', () => {
  const settings = defaultsOfAll();
  Object.assign(settings['maxent-irl'], { model: 'posterior', horizonKind: 'discounted' });
  expect(planOf(answers({ settings }), lab, true)).toMatchObject({ kind: 'blocked', next: 'here' });
});

const mixed: Offer = {
  ...lab,
  environments: [...lab.environments, environment('arena', 8, 'navigation')],
  datasets: [...lab.datasets, dataset('drives', 'arena', 3)],
};

test('a continuous world is answered by a method that works there, and the wish is kept', () => {
  expect(choose(answers({}), mixed)).toMatchObject({ algorithm: 'guided-cost-learning' });
  expect(choose(answers({ datasetId: 'new' }), mixed)).toMatchObject({ algorithm: 'maxent-irl' });
  const solve = answers({ algorithm: 'soft-solve', environmentId: 'arena' });
  expect(planOf(solve, mixed, true)).toMatchObject({ kind: 'ready', algorithm: 'soft-actor-critic' });
  const wished = answers({ algorithm: 'soft-q-learning', environmentId: 'meadow' });
  const plan = planOf(wished, mixed, true);
  expect(plan).toMatchObject({ algorithm: 'soft-q-learning', environmentId: 'meadow' });
  if (plan.kind === 'ready')
    expect(specOf(wished, plan, null)).toEqual({
      algorithm: 'soft-q-learning',
      environmentId: 'meadow',
      sourceRunId: null,
      settings: wished.settings['soft-q-learning'],
      seed: 7,
    });
});

test('rewards that are functions are solved in continuous worlds alone, and an unknown reward not at all', () => {
  const runs = [
    run('map', 'meadow', 'deep-maxent-irl'),
    run('network', 'meadow', 'guided-cost-learning'),
    run('drive', 'arena', 'guided-cost-learning'),
    { ...run('policy', 'arena', 'soft-actor-critic'), spec: { algorithm: 'soft-actor-critic' } } as Run,
    { ...run('young', 'meadow'), iteration: 0 },
  ];
  expect(solvableRuns({ ...mixed, runs }).map(({ id }) => id)).toEqual(['map', 'drive']);
  const blind: Offer = { ...mixed, knowsReward: () => false };
  const plan = planOf(answers({ algorithm: 'soft-solve', environmentId: 'meadow' }), blind, true);
  expect(plan).toMatchObject({ kind: 'blocked', next: 'here' });
});

test('several seeds follow one another, and wrap where seeds end', () => {
  const plan = planOf(answers({}), lab, true);
  if (plan.kind !== 'ready') throw new Error('not ready');
  const spec = specOf(answers({ seed: 2 ** 32 - 2 }), plan, 'new');
  expect(withSeeds(spec, 3).map(({ seed }) => seed)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0]);
});

test('runs that nobody named are told apart', () => {
  const spec = specOf(answers({}), planOf(answers({}), lab, true) as never, 'new');
  const named = (name: string) => ({ name }) as Run;
  const after = (...names: string[]) => defaultName(spec, { ...lab, runs: names.map(named) });
  expect(after()).toBe('MaxEnt IRL of new');
  expect(after('MaxEnt IRL of new')).toBe('MaxEnt IRL of new, 2');
  expect(after('MaxEnt IRL of new', 'MaxEnt IRL of new, 2')).toBe('MaxEnt IRL of new, 3');
});
