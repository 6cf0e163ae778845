import { expect, test } from 'vitest';
import { type EnvironmentSpec, openEnvironment } from '../../environments/index.ts';
import { appendAll, checkLab, createRecorder } from '../../recording/index.ts';
import { playEpisode } from '../../recording/play-episode.ts';
import type { LabWriter } from '../../store/api.ts';
import { person, smallArena, smallWorld, withLab } from '../../store/testing.ts';
import { exportEpisodesCsv, importEpisodesCsv } from '../index.ts';

/** Two demonstrations of one environment; among the actions is a -0. */
async function record(writer: LabWriter, spec: EnvironmentSpec) {
  const environmentId = writer.createEnvironment({ name: 'E', notes: '', spec }).id;
  const recorder = createRecorder({ writer });
  const { environment } = await openEnvironment(spec);
  const { sessionId } = recorder.open({ environmentId, source: person, seed: 4 });
  const ids = [0.3, -1.7].map((push) => {
    const take = recorder.begin({ sessionId });
    const act = () => (environment.dtype === 'i32' ? [1] : [push, -0]);
    appendAll(recorder, take.id, environment, playEpisode(environment, act, take.seed));
    return recorder.keep({ id: take.id, cadence: null, tags: [], notes: '' }).id;
  });
  return { environmentId, ids };
}

test.each([
  ['continuous', smallArena],
  ['finite', smallWorld],
] as const)('%s demonstrations go out as CSV and come back bit for bit', (_, spec) =>
  withLab(async ({ writer }) => {
    const { ids } = await record(writer, spec);
    const text = [...(await exportEpisodesCsv(writer, ids))].join('');
    await withLab(async ({ writer: target, reader }) => {
      const environmentId = target.createEnvironment({ name: 'Other', notes: '', spec }).id;
      const made = await importEpisodesCsv(target, text, { environmentId, from: 'walks.csv' });
      expect(made).toHaveLength(2);
      for (const [i, id] of made.entries()) {
        expect(reader.episode(id)).toEqual(writer.episode(ids[i]));
        expect(reader.demonstration(id)).toMatchObject({
          contentHash: writer.demonstration(ids[i]).contentHash,
          source: { kind: 'imported', from: 'walks.csv' },
        });
      }
      expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 2, problems: [] });
    });
  }),
);

test('a demonstration that goes out twice comes back twice', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, ids } = await record(writer, smallWorld);
    const text = [...(await exportEpisodesCsv(writer, [ids[0], ids[0]]))].join('');
    const made = await importEpisodesCsv(writer, text, { environmentId, from: 'twice.csv' });
    const original = reader.demonstration(ids[0]).contentHash;
    expect(made.map((id) => reader.demonstration(id).contentHash)).toEqual([original, original]);
  }));

/** Changes one field of one line, both from 0. */
const change = (line: number, field: number, to: string) => (text: string) => {
  const lines = text.split('\r\n');
  const fields = lines[line].split(',');
  fields[field] = to;
  lines[line] = fields.join(',');
  return lines.join('\r\n');
};

test.each([
  ['a changed observation', change(3, 5, '0.5'), 'ReplayMismatch', 'line 4'],
  ['a changed reward', change(3, 10, '-0.25'), 'ReplayMismatch', 'line 4'],
  ['a NaN', change(3, 4, 'NaN'), 'InvalidInput', 'line 4'],
  ['an infinity', change(3, 8, '1e999'), 'InvalidInput', 'line 4'],
  ['nothing', change(3, 8, ''), 'InvalidInput', 'line 4'],
  ['a missing step', (text) => text.split('\r\n').toSpliced(3, 1).join('\r\n'), 'InvalidInput', 'line 4'],
  ['another hash', change(1, 11, 'abc'), 'InvalidInput', 'line 2'],
  ['a missing column', (text) => text.replace('observation: x (m),', ''), 'InvalidInput', 'line 1'],
  ['a foreign file', () => 'a,b\r\n1,2\r\n', 'InvalidInput', 'line 1'],
  ['an empty file', (text) => text.split('\r\n')[0], 'InvalidInput', 'line 2'],
  ['half an episode', (text) => text.split('\r\n').slice(0, 2).join('\r\n'), 'InvalidInput', 'line 2'],
] as [string, (text: string) => string, string, string][])(
  '%s is refused with its line, and nothing is imported',
  (_, damage, code, where) =>
    withLab(async ({ writer, reader }) => {
      const { environmentId, ids } = await record(writer, smallArena);
      const text = [...(await exportEpisodesCsv(writer, ids))].join('');
      const damaged = importEpisodesCsv(writer, damage(text), { environmentId, from: 'x' });
      await expect(damaged).rejects.toMatchObject({ code, where });
      expect(reader.everyDemonstration()).toEqual(ids);
    }),
);

test('one file holds one environment', () =>
  withLab(async ({ writer }) => {
    const arena = await record(writer, smallArena);
    const grid = await record(writer, smallWorld);
    for (const ids of [[], [arena.ids[0], grid.ids[0]]])
      await expect(exportEpisodesCsv(writer, ids)).rejects.toMatchObject({ code: 'InvalidInput' });
    const text = [...(await exportEpisodesCsv(writer, arena.ids))].join('');
    await expect(
      importEpisodesCsv(writer, text, { environmentId: grid.environmentId, from: 'x' }),
    ).rejects.toMatchObject({ code: 'InvalidInput', where: 'line 1' });
  }));
