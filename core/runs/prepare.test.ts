import { expect, test } from 'vitest';
import type { Run, RunSpec } from '../contract/index.ts';
import { softPolicyGradientDefaults } from '../forward/soft-policy-gradient/index.ts';
import { guidedCostDefaults } from '../inverse/guided-cost/index.ts';
import type { LabReader } from '../store/api.ts';
import { checkSpec, jobInput } from './prepare.ts';

const learned: RunSpec = {
  algorithm: 'guided-cost-learning',
  environmentId: 'e',
  datasetId: 'd',
  settings: guidedCostDefaults(),
  seed: 1,
};

/** A lab with one dataset of two demonstrations and one run that learned from it. */
const reader = {
  environment: () => ({ name: 'World', spec: { kind: 'navigation' } }),
  dataset: (id: string) => ({ name: 'Two', environmentId: 'e', contentHash: `hash of ${id}` }),
  datasetMembers: (id: string) => [`${id}1`, `${id}2`],
  episode: (id: string) => ({
    observations: Float32Array.of(0, 1),
    actions: Float32Array.of(0.5),
    rewards: Float64Array.of(7),
    terminated: true,
    truncated: false,
    seed: id === 'd1' ? 11 : 12,
  }),
  run: () => ({ name: 'Learned', spec: learned }),
  rewardArtifact: () => ({ kind: 'function', runId: 'r' }),
  checkpoint: () => null,
} as unknown as LabReader;

const solves = (sourceRunId: string | null, demonstrationStarts: number): RunSpec => ({
  algorithm: 'soft-policy-gradient',
  environmentId: 'e',
  sourceRunId,
  settings: { ...softPolicyGradientDefaults(), demonstrationStarts },
  seed: 1,
});

const given = (spec: RunSpec) => jobInput(reader, { id: 'x', spec } as Run).demonstrations;

test('demonstrations go to what learns from them, with the seeds from which they play again', () => {
  expect(given(learned).map(({ seed }) => seed)).toEqual([11, 12]);
  expect(checkSpec(reader, learned).datasetHash).toBe('hash of d');
});

test('a learned reward takes the demonstrations along that it was learned from, where episodes start in them', () => {
  expect(given(solves('r', 0.5)).map(({ seed }) => seed)).toEqual([11, 12]);
  expect(checkSpec(reader, solves('r', 0.5)).datasetHash).toBe('hash of d');
  for (const spec of [solves('r', 0), solves(null, 0.5)]) {
    expect(given(spec)).toEqual([]);
    expect(checkSpec(reader, spec).datasetHash).toBeNull();
  }
});
