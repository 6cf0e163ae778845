import { expect, test } from 'vitest';
import type { EnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { playableRuns, replaySubject } from './subject.ts';

const world = (id: string, kind: string, demonstrations: number) =>
  ({ id, spec: { kind }, demonstrations }) as unknown as EnvironmentRow;
const run = (id: string, environmentId: string, about: Partial<Run>) =>
  ({ id, status: 'finished', iteration: 9, spec: { environmentId }, ...about }) as unknown as Run;
const finite = (row: EnvironmentRow) => row.spec.kind === 'gridworld';
const lab = {
  environments: [
    world('point', 'navigation', 3),
    world('meadow', 'gridworld', 2),
    world('empty', 'gridworld', 0),
  ],
  runs: [
    run('old', 'meadow', { createdAt: 1 }),
    run('moving', 'point', { createdAt: 5, status: 'running' }),
    run('begun', 'point', { createdAt: 6, status: 'running', iteration: 0 }),
    run('half', 'meadow', { createdAt: 7, status: 'running' }),
  ],
};
const at = (params: Record<string, string>) => {
  const { run: chosen, environment } = replaySubject(lab, finite, (name) => params[name] ?? null);
  return [chosen?.id ?? null, environment?.id ?? null];
};

test('what plays: finished runs, and moving ones where the newest checkpoint can act', () => {
  expect(playableRuns(lab, finite).map(({ id }) => id)).toEqual(['moving', 'old']);
});

test('the address decides; without one it is the newest run, and without runs a world with demonstrations', () => {
  expect(at({})).toEqual(['moving', 'point']);
  expect(at({ run: 'old' })).toEqual(['old', 'meadow']);
  expect(at({ environment: 'meadow' })).toEqual(['old', 'meadow']);
  expect(at({ environment: 'empty' })).toEqual([null, 'empty']);
  expect(at({ run: 'true', environment: 'meadow' })).toEqual([null, 'meadow']);
  const bare = { ...lab, runs: [] };
  expect(replaySubject(bare, finite, () => null).environment?.id).toBe('meadow');
  const motion = { runs: [], environments: [lab.environments[0]] };
  expect(replaySubject(motion, finite, () => null).environment?.id).toBe('point');
});
