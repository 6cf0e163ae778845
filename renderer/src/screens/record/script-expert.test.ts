import { expect, test } from 'vitest';
import { expertSource } from '../../../../core/contract/demonstrations.ts';
import type { Run } from '../../../../core/contract/index.ts';
import { continuousExamples, isFiniteSpec } from '../../../../core/environments/index.ts';
import { driversOf, isScriptForm, scriptDefaults, sourceOf } from './script-expert.ts';

const runs = [
  { id: 'run_1', name: 'SAC 1', status: 'finished', spec: { environmentId: 'env_1' } },
  { id: 'run_2', name: 'SAC 2', status: 'running', spec: { environmentId: 'env_1' } },
  { id: 'run_3', name: 'SAC 3', status: 'finished', spec: { environmentId: 'env_2' } },
] as unknown as Run[];

test.each(continuousExamples.map(({ id, spec }) => [id, spec] as const))(
  '%s: its experts and the finished runs of it can drive, and what is asked is what the core takes',
  (_, spec) => {
    if (isFiniteSpec(spec)) throw new Error('not continuous');
    const drivers = driversOf(spec, 'env_1', runs);
    expect(drivers.length).toBeGreaterThanOrEqual(2);
    expect(drivers.filter(({ value }) => value.startsWith('run:')).map(({ value }) => value)).toEqual([
      'run:run_1',
    ]);
    for (const { value } of drivers) {
      const source = sourceOf({ ...scriptDefaults, driver: value });
      const { success } = expertSource.safeParse(
        source.expert === 'policy' ? { ...source, runId: 'run_0000000000000001' } : source,
      );
      expect(success).toBe(true);
    }
  },
);

test('a form that was remembered wrongly is not taken', () => {
  expect(isScriptForm(scriptDefaults)).toBe(true);
  expect(isScriptForm({ ...scriptDefaults, noise: 'much' })).toBe(false);
});
