import { beforeAll, expect, test } from 'vitest';
import type { Random } from '../base/random.ts';
import { source as sourceSchema } from '../contract/index.ts';
import { expertsOf } from '../environments/experts/index.ts';
import { continuousExamples, loadSimulators } from '../environments/index.ts';
import type { Policy } from '../forward/index.ts';
import type { LabReader } from '../store/api.ts';
import { person, smallArena, smallWorld, withLab } from '../store/testing.ts';
import { checkLab, createRecorder } from './index.ts';

beforeAll(async () => {
  for (const { spec } of continuousExamples) await loadSimulators(spec);
});

const failure = (code: string) => expect.objectContaining({ code });
const scripted = (script: string, noise = 0) =>
  ({ kind: 'expert', expert: 'scripted', script, noise, temperature: 1, discount: 0.99 }) as const;
const byRun = (choosing: 'sample' | 'mode') =>
  ({ kind: 'expert', expert: 'policy', runId: 'run_0123456789abcdef', choosing }) as const;
const few = { episodes: 2, seed: 5, tags: [] };
const hashes = (reader: LabReader, ids: readonly string[]) =>
  ids.map((id) => reader.demonstration(id).contentHash);

test(
  'every expert of every continuous world records takes that replay, the same for the same seed',
  () =>
    withLab(async ({ writer, reader }) => {
      const recorder = createRecorder({ writer });
      for (const { id, spec } of continuousExamples) {
        const environmentId = writer.createEnvironment({ name: id, notes: '', spec }).id;
        const record = async (script: string) => {
          const source = sourceSchema.parse(scripted(script, 0.02));
          const { ids } = await recorder.expert({ ...few, episodes: 1, environmentId, source });
          expect(reader.demonstration(ids[0]).source, id).toEqual(source);
          return hashes(reader, ids)[0];
        };
        const all: string[] = [];
        for (const expert of expertsOf(spec)) all.push(await record(expert.id));
        expect(new Set(all).size, id).toBe(all.length);
        expect(await record('random'), id).toBe(all.at(-1));
      }
      expect((await checkLab(reader)).problems).toEqual([]);
    }),
  60_000,
);

/** Pushes by the observation, with noise when drawn from. */
const pusher = (width: number): Policy => ({
  observationWidth: width,
  actionWidth: 2,
  sample: (o, _rows, random: Random) => Float32Array.of(o[0] / 10 + random.normal(), o[1] / 10),
  mode: (o) => Float32Array.of(o[0] / 10, o[1] / 10),
  logDensity: null,
  dispose: () => undefined,
});

test('the policy of a run drives: drawn from it by the seed, or without its noise', () =>
  withLab(async ({ writer, reader }) => {
    const environmentId = writer.createEnvironment({ name: 'E', notes: '', spec: smallArena }).id;
    const asked: string[] = [];
    let held = 0;
    const policyOf = async (runId: string) => {
      asked.push(runId);
      held++;
      return { ...pusher(4), dispose: () => held-- };
    };
    const recorder = createRecorder({ writer, policyOf });
    const record = async (choosing: 'sample' | 'mode') =>
      (await recorder.expert({ ...few, environmentId, source: sourceSchema.parse(byRun(choosing)) })).ids;
    const drawn = await record('sample');
    expect(hashes(reader, await record('sample'))).toEqual(hashes(reader, drawn));
    expect(reader.demonstration(drawn[0]).source).toEqual(byRun('sample'));
    const { observations, actions } = reader.episode((await record('mode'))[0]);
    for (let t = 0; t < actions.length / 2; t++)
      for (let i = 0; i < 2; i++) expect(actions[2 * t + i]).toBe(Math.fround(observations[4 * t + i] / 10));
    expect(asked).toEqual(Array(3).fill(byRun('mode').runId));
    expect(held).toBe(0);
    expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 6, problems: [] });
  }));

test('experts drive only where they belong', () =>
  withLab(async ({ writer, reader }) => {
    const arena = writer.createEnvironment({ name: 'E', notes: '', spec: smallArena }).id;
    const grid = writer.createEnvironment({ name: 'G', notes: '', spec: smallWorld }).id;
    const recorder = createRecorder({ writer, policyOf: async () => pusher(3) });
    const optimal = { kind: 'expert', expert: 'optimal', temperature: 1, epsilon: 0, discount: 0.9 } as const;
    for (const [environmentId, source, code] of [
      [arena, optimal, 'InvalidInput'],
      [grid, scripted('random'), 'InvalidInput'],
      [arena, scripted('unheard of'), 'NotFound'],
      [arena, byRun('mode'), 'InvalidInput'],
      [grid, byRun('mode'), 'InvalidInput'],
      [arena, person, 'InvalidInput'],
    ] as const)
      await expect(recorder.expert({ ...few, environmentId, source })).rejects.toThrow(failure(code));
    await expect(
      createRecorder({ writer }).expert({ ...few, environmentId: arena, source: byRun('mode') }),
    ).rejects.toThrow(failure('InvalidInput'));
    expect(reader.everyDemonstration()).toEqual([]);
    expect(reader.sessions()).toEqual([]);
  }));
