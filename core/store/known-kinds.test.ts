import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../contract/index.ts';
import { continuousExamples } from '../environments/continuous.ts';
import { sacDefaults } from '../forward/soft-actor-critic/spec.ts';
import { connect } from './connection.ts';
import { openLab } from './open.ts';
import { keepMadeUp, person, scratch, smallWorld, tickingClock } from './testing.ts';

test('a lab with an environment of a kind to come is refused and left as it is; the app that knows it opens it', () => {
  const { folder, clean } = scratch();
  const path = join(folder, 'newer.lab');
  const now = tickingClock();
  try {
    const lab = openLab({ path, mode: 'create', now });
    for (const { name, spec } of continuousExamples) lab.writer.createEnvironment({ name, notes: '', spec });
    const made = lab.writer.createEnvironment({ name: 'Cloth', notes: '', spec: smallWorld });
    const session = lab.writer.createSession({ environmentId: made.id, source: person, seed: 1 });
    keepMadeUp(lab.writer, session.id, 5, { tags: [], notes: '' });
    lab.close();
    const setSpec = (spec: string) => {
      const db = connect(path);
      db.prepare('UPDATE environments SET spec = ? WHERE id = ?').run(spec, made.id);
      db.close();
    };
    setSpec('{"kind":"cloth-folding","threads":12}');
    const before = readFileSync(path);
    expect(() => openLab({ path, mode: 'open', now })).toThrow(
      expect.objectContaining({
        code: 'NewerLabFile',
        where: 'Cloth',
        message: expect.stringContaining('cloth-folding'),
      }),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
    setSpec(JSON.stringify(smallWorld));
    const again = openLab({ path, mode: 'open', now });
    expect(again.reader.counts()).toMatchObject({ environments: continuousExamples.length + 1, steps: 5 });
    expect(again.reader.problems()).toEqual([]);
    for (const [i, { spec }] of continuousExamples.entries())
      expect(again.reader.environments({ deleted: 'no' })[i].spec).toEqual(spec);
    again.close();
  } finally {
    clean();
  }
});

test('a run of a method to come refuses the file; settings that came or went since leave a run readable', () => {
  const { folder, clean } = scratch();
  const path = join(folder, 'runs.lab');
  const now = tickingClock();
  try {
    const lab = openLab({ path, mode: 'create', now });
    const { id: environmentId } = lab.writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const settings = sacDefaults();
    const spec = {
      algorithm: 'soft-actor-critic',
      environmentId,
      sourceRunId: null,
      settings,
      seed: 1,
    } as const;
    const { id } = lab.writer.createRun({ name: 'R', spec, datasetHash: null, engine: '', versions: {} });
    lab.close();
    const set = (sql: string, ...values: string[]) => {
      const db = connect(path);
      db.prepare(sql).run(...values);
      db.close();
    };
    const { huberWidth: _, ...older } = settings;
    const stored = { ...spec, settings: { ...older, batchSize: 7, forgotten: 3 } };
    set('UPDATE runs SET spec = ? WHERE id = ?', JSON.stringify(stored), id);
    const again = openLab({ path, mode: 'open', now });
    expect(run.parse(again.reader.run(id)).spec.settings).toEqual({ ...settings, batchSize: 7 });
    again.close();
    set('UPDATE runs SET algorithm = ? WHERE id = ?', 'dreaming', id);
    expect(() => openLab({ path, mode: 'open', now })).toThrow(
      expect.objectContaining({
        code: 'NewerLabFile',
        where: 'R',
        message: expect.stringContaining('dreaming'),
      }),
    );
  } finally {
    clean();
  }
});
