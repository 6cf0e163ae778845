import { expect, test } from 'vitest';
import { maxEntDefaults, softSolveDefaults } from '../../../../core/contract/algorithms.ts';
import type { Dataset, FiniteEnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { type Answers, choose, clashes, defaultName, hiddenSettings, planOf, specOf } from './infer-plan.ts';

const answers = (changes: Partial<Answers>): Answers => ({
  algorithm: 'maxent-irl',
  source: 'dataset',
  datasetId: null,
  environmentId: null,
  sourceRunId: null,
  maxent: maxEntDefaults(),
  soft: softSolveDefaults(),
  seed: 7,
  ...changes,
});
const environment = (id: string, demonstrations: number) =>
  ({ id, name: id, demonstrations, createdAt: 0 }) as FiniteEnvironmentRow;
const dataset = (id: string, environmentId: string, createdAt: number) =>
  ({ id, name: id, environmentId, demonstrations: 40, createdAt }) as Dataset;
const run = (id: string, environmentId: string) =>
  ({ id, name: id, iteration: 3, createdAt: 1, spec: { algorithm: 'maxent-irl', environmentId } }) as Run;
const lab = {
  environments: [environment('empty', 0), environment('meadow', 40), environment('cliff', 3)],
  datasets: [dataset('old', 'cliff', 1), dataset('new', 'meadow', 2)],
  runs: [run('r', 'meadow')],
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
  const none = { environments: [], datasets: [], runs: [] };
  expect(planOf(answers({}), none, true)).toMatchObject({ kind: 'blocked', next: 'environments' });
  const fresh = { ...none, environments: [environment('empty', 0)] };
  expect(planOf(answers({}), fresh, true)).toMatchObject({ kind: 'blocked', next: 'record' });
  expect(planOf(answers({}), lab, false)).toMatchObject({ kind: 'blocked', next: 'here' });
});

test('a soft solve needs no demonstrations; a recovered reward is solved where it was recovered', () => {
  const solve = answers({ algorithm: 'soft-solve', environmentId: 'empty' });
  expect(planOf(solve, bare, true)).toMatchObject({ environmentId: 'empty', sourceRunId: null });
  const recovered = { ...solve, soft: { ...softSolveDefaults(), reward: 'recovered' as const } };
  expect(planOf(recovered, bare, true)).toMatchObject({ kind: 'blocked', next: 'here' });
  const plan = planOf(recovered, lab, true);
  expect(plan).toMatchObject({ environmentId: 'meadow', sourceRunId: 'r' });
  if (plan.kind === 'ready') expect(specOf(recovered, plan, null)).toMatchObject({ sourceRunId: 'r' });
});

test('settings that do not go together are told before the run', () => {
  const wrong = answers({
    maxent: { ...maxEntDefaults(), model: 'posterior', horizonKind: 'discounted' },
  });
  expect(Object.keys(clashes(wrong))).toEqual(['horizonKind']);
  expect(planOf(wrong, lab, true)).toMatchObject({ kind: 'blocked', next: 'here' });
  expect(clashes(answers({}))).toEqual({});
});

test('settings without meaning are hidden', () => {
  expect(hiddenSettings(answers({}))).toEqual(['discount', 'stepSize']);
  const discounted = { ...maxEntDefaults(), horizonKind: 'discounted' as const, optimiser: 'adam' as const };
  expect(hiddenSettings(answers({ maxent: discounted }))).toEqual([]);
});

test('runs that nobody named are told apart', () => {
  const spec = specOf(answers({}), planOf(answers({}), lab, true) as never, 'new');
  const named = (name: string) => ({ name }) as Run;
  const after = (...names: string[]) => defaultName(spec, { ...lab, runs: names.map(named) });
  expect(after()).toBe('MaxEnt IRL of new');
  expect(after('MaxEnt IRL of new')).toBe('MaxEnt IRL of new, 2');
  expect(after('MaxEnt IRL of new', 'MaxEnt IRL of new, 2')).toBe('MaxEnt IRL of new, 3');
});
