import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LabError } from '../../base/errors.ts';
import { createDirectClient } from '../../hosts/direct/index.ts';
import { examples } from '../../mdp/index.ts';
import { call } from '../testing/call.ts';
import { byIdOrName } from './by-name.ts';

const home = mkdtempSync(join(tmpdir(), 'apprentice-cli-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A lab file with one world and nothing else. */
async function emptyLab(name: string): Promise<string> {
  const labPath = join(home, name);
  const host = createDirectClient({ labPath, mode: 'create', workers: 1, now: Date.now });
  const { spec } = examples.find((example) => example.id === 'windy-meadow')!;
  await host.client.environments.create({ name: 'Meadow', spec });
  await host.close();
  return labPath;
}

async function done(...args: string[]): Promise<string> {
  const { code, out, err } = await call(args, { home });
  expect({ args, code, err: code === 0 ? '' : err }).toEqual({ args, code: 0, err: '' });
  return out;
}

test('record, run, list and check, one process each, on one lab file', async () => {
  const lab = await emptyLab('loop.lab');
  const recorded = JSON.parse(
    await done(
      ...['record', '--expert', 'soft-optimal', '--environment', 'meadow', '--episodes', '12'],
      ...[
        '--seed',
        '3',
        '--temperature',
        '0.5',
        '--dataset',
        'Walks',
        '--tag',
        'scripted',
        '--lab',
        lab,
        '--json',
      ],
    ),
  );
  expect(recorded.ids).toHaveLength(12);
  expect(recorded.dataset).toMatchObject({ name: 'Walks', demonstrations: 12 });

  const spec = join(home, 'spec.json');
  writeFileSync(spec, JSON.stringify({ algorithm: 'maxent-irl', dataset: 'Walks', settings: { l2: 0.1 } }));
  const inferred = JSON.parse(await done('run', spec, '--lab', lab, '--json'));
  expect(inferred).toMatchObject({ status: 'finished', error: null });
  expect(inferred.spec.settings).toMatchObject({ l2: 0.1, model: 'causal' });
  expect(inferred.diagnostics.converged).toBe(true);

  writeFileSync(
    spec,
    JSON.stringify({
      algorithm: 'soft-solve',
      environment: 'Meadow',
      run: inferred.name,
      name: 'Its policy',
    }),
  );
  expect(await done('run', spec, '--lab', lab)).toContain('is finished');

  const listed = JSON.parse(await done('list', lab, '--json'));
  expect(listed.info.counts).toMatchObject({ demonstrations: 12, datasets: 1, runs: 2 });
  expect(await done('list', lab)).toContain('Its policy');
  expect(JSON.parse(await done('check', lab, '--json'))).toEqual({
    demonstrationsReplayed: 12,
    problems: [],
  });
  expect(await done('check', lab)).toBe('12 demonstrations replayed. Nothing is wrong.\n');
});

test('wrong names, wrong specs and files that are no labs are refused in words', async () => {
  const lab = await emptyLab('wrong.lab');
  const text = join(home, 'text.lab');
  writeFileSync(text, 'not a database, but long enough to be looked at as one'.repeat(100));
  const spec = join(home, 'wrong.json');
  writeFileSync(spec, JSON.stringify({ algorithm: 'maxent-irl', dataset: 'Walks', settings: {} }));
  const [unknown, noDataset, notALab, missing] = await Promise.all([
    call(['record', '--expert', 'random', '--environment', 'Desert', '--lab', lab], { home }),
    call(['run', spec, '--lab', await emptyLab('wrong-2.lab')], { home }),
    call(['check', text, '--json'], { home }),
    call(['list', join(home, 'missing.lab'), '--json'], { home }),
  ]);
  expect(unknown).toMatchObject({ code: 1, out: '' });
  expect(unknown.err).toContain('There is no environment "Desert".\nThere are "Meadow".');
  expect(noDataset.code).toBe(1);
  expect(noDataset.err).toContain('no dataset yet');
  expect(notALab.code).toBe(1);
  expect(JSON.parse(notALab.err).error.code).toBe('NotALabFile');
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.err).error.code).toBe('NotFound');
});

test('things are named by id, or by name when only one has it', () => {
  const rows = [
    { id: 'a_1', name: 'Meadow' },
    { id: 'a_2', name: 'Cliff' },
    { id: 'a_3', name: 'cliff' },
  ];
  expect(byIdOrName(rows, 'a_2', 'world').name).toBe('Cliff');
  expect(byIdOrName(rows, 'MEADOW', 'world').id).toBe('a_1');
  expect(() => byIdOrName(rows, 'cliff', 'world')).toThrow(expect.objectContaining({ code: 'Conflict' }));
  expect(() => byIdOrName([], 'x', 'world')).toThrow(LabError);
});
