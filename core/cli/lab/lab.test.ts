import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  const exported = await done('export', '--json', lab);
  expect(JSON.parse(exported)).toMatchObject({ version: 1 });
  const copy = join(home, 'copy.lab');
  const imported = await call(['import', '--json', '-', '--lab', copy], { home, input: exported });
  expect(imported).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(imported.out)).toMatchObject({ demonstrations: 12, datasets: 1, runs: 2 });
  expect(await done('check', copy)).toBe('12 demonstrations replayed. Nothing is wrong.\n');

  const file = join(home, 'walks.json');
  await done('export', lab, '--dataset', 'Walks', '--out', file);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ runs: [] });
  expect(await call(['export', lab, '--out', file], { home })).toMatchObject({ code: 1, out: '' });
});

test('continuous worlds: an example is recorded in a new lab, goes out as JSON and as CSV, and comes back', async () => {
  const lab = join(home, 'pendulum.lab');
  const recorded = JSON.parse(
    await done(
      ...[
        'record',
        '--expert',
        'energy-shaping',
        '--environment',
        'Pendulum-v1',
        '--episodes',
        '2',
        '--noise',
        '0.05',
      ],
      ...['--dataset', 'Swings', '--lab', lab, '--json'],
    ),
  );
  expect(recorded.dataset).toMatchObject({ demonstrations: 2, steps: 400 });
  expect(await done('list', lab)).toMatch(/Pendulum +classic-control +2/);
  const [json, csv] = await Promise.all([
    done('export', lab),
    done('export', lab, '--csv', '--dataset', 'Swings'),
  ]);
  const [fromJson, fromCsv] = [join(home, 'pendulum-json.lab'), join(home, 'pendulum-csv.lab')];
  const [one, two] = await Promise.all([
    call(['import', '-', '--lab', fromJson, '--json'], { home, input: json }),
    call(
      [
        'import',
        '-',
        '--csv',
        '--environment',
        'Pendulum-v1',
        '--dataset',
        'Back',
        '--lab',
        fromCsv,
        '--json',
      ],
      { home, input: csv },
    ),
  ]);
  expect(JSON.parse(one.out)).toMatchObject({ environments: 1, demonstrations: 2, datasets: 1 });
  expect({ ...two, out: JSON.parse(two.out) }).toEqual({
    code: 0,
    err: '',
    out: { demonstrations: 2, datasets: 1 },
  });
  for (const copy of [fromJson, fromCsv]) {
    const [dataset] = JSON.parse(await done('list', copy, '--json')).datasets;
    expect(dataset.contentHash).toBe(recorded.dataset.contentHash);
  }
  expect(await done('check', fromCsv)).toBe('2 demonstrations replayed. Nothing is wrong.\n');
  const unknown = await call(
    ['record', '--expert', 'optimal', '--environment', 'Pendulum-v1', '--lab', lab],
    { home },
  );
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('energy-shaping') });
});

test('an import that does not replay adds nothing', async () => {
  const lab = await emptyLab('source.lab');
  await done('record', '--expert', 'optimal', '--environment', 'Meadow', '--episodes', '2', '--lab', lab);
  const json = JSON.parse(await done('export', lab));
  json.demonstrations[1].observations[1] += 1;
  const target = await emptyLab('target.lab');
  const refused = await call(['import', '-', '--lab', target, '--json'], {
    home,
    input: JSON.stringify(json),
  });
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.err).error.where).toContain('demonstrations[1]');
  const { info } = JSON.parse(await done('list', target, '--json'));
  expect(info.counts).toMatchObject({ environments: 1, demonstrations: 0 });
});

test('the demo tells the whole story into a lab file and a report', async () => {
  const folder = join(home, 'demo');
  const out = await done('demo', '--out', folder);
  expect(out).toContain('Windy meadow');
  expect(out).toContain('Random actions');
  const report = readFileSync(join(folder, 'demo.html'), 'utf8');
  expect(report).toContain('<svg');
  expect(report).not.toMatch(/(src|href)="https?:/);
  expect(await done('check', join(folder, 'demo.lab'))).toBe(
    '40 demonstrations replayed. Nothing is wrong.\n',
  );
  const again = JSON.parse(await done('demo', '--out', folder, '--json'));
  expect(again.lab).toBe(join(folder, 'demo-2.lab'));
  const recovered = again.comparison.rows.find((row: { epic: number | null }) => row.epic !== null);
  const random = again.comparison.rows.find((row: { label: string }) => row.label === 'Random actions');
  expect(recovered.pearson).toBeGreaterThan(0.8);
  expect(recovered.valueDifference.value).toBeLessThan(random.valueDifference.value / 4);
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
