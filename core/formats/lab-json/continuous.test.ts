import { beforeAll, expect, test } from 'vitest';
import { createContinuousEnvironment } from '../../environments/index.ts';
import { appendAll, checkLab, createRecorder } from '../../recording/index.ts';
import { playEpisode } from '../../recording/play-episode.ts';
import type { LabWriter } from '../../store/api.ts';
import { person, smallArena, withLab } from '../../store/testing.ts';
import { exportLabJson, importLabJson } from '../index.ts';

/** A continuous world with a trimmed demonstration, a -0 among its actions, and a dataset. */
function fill(writer: LabWriter) {
  const environmentId = writer.createEnvironment({ name: 'Arena', notes: '', spec: smallArena }).id;
  const recorder = createRecorder({ writer });
  const environment = createContinuousEnvironment(smallArena);
  const { sessionId } = recorder.open({ environmentId, source: person, seed: 2 });
  const take = recorder.begin({ sessionId });
  appendAll(
    recorder,
    take.id,
    environment,
    playEpisode(environment, () => [0.1, -0], take.seed),
  );
  recorder.keep({ id: take.id, cadence: null, tags: ['far'], notes: '' });
  const { id } = recorder.trim({ id: take.id, length: 20 });
  return { id, dataset: writer.createDataset({ name: 'd', notes: '', demonstrationIds: [id] }) };
}

let whole = '';
beforeAll(() =>
  withLab(({ writer }) => {
    fill(writer);
    whole = [...exportLabJson(writer, 'all')].join('');
  }),
);

test('continuous demonstrations go out and come back bit for bit', () =>
  withLab(async ({ writer }) => {
    const { id, dataset } = fill(writer);
    await withLab(async ({ writer: target, reader }) => {
      const made = await importLabJson(target, [...exportLabJson(writer, 'all')].join(''));
      const twin = made.demonstrations.get(id)!;
      const before = writer.episode(id);
      expect(Object.is(before.actions[1], -0)).toBe(true);
      expect(reader.episode(twin)).toEqual(before);
      expect(reader.demonstration(twin).contentHash).toBe(writer.demonstration(id).contentHash);
      expect(reader.dataset(made.datasets.get(dataset.id)!).contentHash).toBe(dataset.contentHash);
      expect((await checkLab(reader)).problems).toEqual([]);
    });
  }));

type Json = ReturnType<typeof JSON.parse>;

test.each<[string, string, (json: Json) => void, string]>([
  [
    'a kind to come',
    'InvalidInput',
    (json) => (json.environments[0].spec = { kind: 'cloth' }),
    'environments[0].spec.kind',
  ],
  [
    'a goal outside',
    'InvalidInput',
    (json) => (json.environments[0].spec.goal.x = 50),
    'environments[0].spec.goal',
  ],
  [
    'a NaN, which JSON writes as null',
    'InvalidInput',
    (json) => (json.demonstrations[0].actions[3] = Number.NaN),
    'demonstrations[0].actions[3]',
  ],
  [
    'a number beyond float32',
    'NonFinite',
    (json) => (json.demonstrations[0].actions[3] = 1e300),
    'demonstrations[0]',
  ],
  [
    'a wrong width',
    'InvalidInput',
    (json) => (json.demonstrations[0].actionWidth = 3),
    'demonstrations[0].actions',
  ],
  [
    'widths of another world',
    'ReplayMismatch',
    (json) => {
      const one = json.demonstrations[0];
      one.actionWidth = 1;
      one.actions = one.actions.filter((_: number, i: number) => i % 2 === 0);
    },
    'demonstrations[0].steps[0]',
  ],
  [
    'indices where numbers belong',
    'ReplayMismatch',
    (json) => {
      const one = json.demonstrations[0];
      one.dtype = 'i32';
      one.actions = one.actions.map(() => 0);
      one.observations = one.observations.map(() => 0);
    },
    'demonstrations[0].steps[0]',
  ],
  [
    'one observation changed a little',
    'ReplayMismatch',
    (json) => (json.demonstrations[0].observations[40] += 1e-5),
    'demonstrations[0].steps[10]',
  ],
])('%s is refused with its place, and nothing is imported', (_, code, damage, where) => {
  const json = JSON.parse(whole);
  damage(json);
  return withLab(async ({ writer: target, reader }) => {
    await expect(importLabJson(target, JSON.stringify(json))).rejects.toMatchObject({ code, where });
    expect(reader.counts()).toMatchObject({ environments: 0, demonstrations: 0 });
    expect(reader.everyDemonstration()).toEqual([]);
  });
});
