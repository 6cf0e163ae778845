import { expect, test } from 'vitest';
import { maxEntDefaults } from '../../../../core/contract/algorithms.ts';
import type { Run } from '../../../../core/contract/index.ts';
import { canResume, elapsed, runFacts, sortRuns } from './run-words.ts';

const someRun = (changes: Partial<Run>): Run => ({
  id: 'run_0000000000000000',
  name: 'A run',
  status: 'finished',
  spec: {
    algorithm: 'maxent-irl',
    environmentId: 'env_0000000000000000',
    datasetId: 'set_0000000000000000',
    settings: maxEntDefaults(),
    seed: 0,
  },
  datasetHash: null,
  engine: 'typescript',
  versions: {},
  createdAt: 0,
  startedAt: null,
  endedAt: null,
  iteration: 0,
  error: null,
  diagnostics: null,
  ...changes,
});

const diagnostics = (heldOutLogLikelihood: number | null): NonNullable<Run['diagnostics']> => ({
  converged: true,
  iterations: 3,
  logLikelihood: -1,
  heldOutLogLikelihood,
  featureGap: 0,
  relativeFeatureGap: 0,
  gradientNorm: 0,
  identification: { rank: 1, parameters: 1, upTo: [], unidentified: [] },
  remarks: [],
});

test('runs are sorted by name with numbers in order, ties newest first', () => {
  const runs = [
    someRun({ id: 'a', name: 'Run 10', createdAt: 1 }),
    someRun({ id: 'b', name: 'Run 9', createdAt: 2 }),
    someRun({ id: 'c', name: 'Run 9', createdAt: 3 }),
  ];
  expect(sortRuns(runs, 'name').map((run) => run.id)).toEqual(['c', 'b', 'a']);
  expect(sortRuns(runs, 'newest').map((run) => run.id)).toEqual(['c', 'b', 'a']);
});

test('runs without a held-out likelihood come last', () => {
  const runs = [
    someRun({ id: 'none', createdAt: 9 }),
    someRun({ id: 'null', createdAt: 8, diagnostics: diagnostics(null) }),
    someRun({ id: 'worse', diagnostics: diagnostics(-0.9) }),
    someRun({ id: 'best', diagnostics: diagnostics(-0.2) }),
  ];
  expect(sortRuns(runs, 'held-out').map((run) => run.id)).toEqual(['best', 'worse', 'none', 'null']);
});

test('only what stopped before its end can be resumed', () => {
  expect(canResume('interrupted')).toBe(true);
  expect(canResume('finished')).toBe(false);
  expect(canResume('failed')).toBe(false);
});

test('a moving run takes time up to now', () => {
  expect(elapsed(someRun({ startedAt: 10 }), 25)).toBe(15);
  expect(elapsed(someRun({ startedAt: 10, endedAt: 12 }), 25)).toBe(2);
  expect(elapsed(someRun({}), 25)).toBeNull();
});

test('the facts of a run in one line', () => {
  const progress = {
    runId: 'a',
    status: 'running' as const,
    iteration: 120,
    maxIterations: 50_000,
    etaMs: 3000,
    metrics: {},
  };
  expect(runFacts({ run: someRun({ status: 'running' }), progress, iteration: 120 })).toBe(
    'iteration 120 of at most 50\u202f000 · about 3\u00a0s left',
  );
  const ended = someRun({ startedAt: 0, endedAt: 12_000 });
  expect(runFacts({ run: ended, progress: null, iteration: 9 })).toBe('iteration 9 · took 12\u00a0s');
});
