import { beforeAll, expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import * as contract from '../contract/index.ts';
import {
  type ContinuousSpec,
  continuousExamples,
  continuousSpec,
  createContinuousEnvironment,
  loadSimulators,
  type Simulation,
} from '../environments/index.ts';
import type { LabWriter } from '../store/api.ts';
import { person, smallArena, withLab } from '../store/testing.ts';
import { appendAll } from './append-all.ts';
import { cadence, checkLab, contentHash, createRecorder } from './index.ts';
import { playEpisode } from './play-episode.ts';

const failure = (code: string, where?: string) =>
  expect.objectContaining(where === undefined ? { code } : { code, where });
beforeAll(async () => {
  for (const { spec } of continuousExamples) await loadSimulators(spec);
});

const nothingMore = { cadence: null, tags: [], notes: '' };

/** Acts anywhere in the space, and a little beyond a box. */
function wanderer({ actionSpace, actionWidth }: Simulation, seed: number) {
  const random = Random.fromSeed(seed ^ 0xabc);
  return () =>
    actionSpace.kind === 'discrete'
      ? [random.integer(actionSpace.n)]
      : Array.from({ length: actionWidth }, () => 1.2 * random.normal());
}

function ready(writer: LabWriter, spec: ContinuousSpec = smallArena) {
  const environmentId = writer.createEnvironment({ name: 'Arena', notes: '', spec }).id;
  const recorder = createRecorder({ writer });
  const environment = createContinuousEnvironment(spec);
  const play = (seed: number) => playEpisode(environment, wanderer(environment, seed), seed);
  const begin = () => recorder.begin(recorder.open({ environmentId, source: person, seed: 3 }));
  return { environmentId, recorder, environment, play, begin };
}

test.each(continuousExamples.map(({ id, spec }) => [id, spec] as const))(
  '%s is recorded, kept by an exact replay, read back bit for bit, and checked',
  (_, spec) =>
    withLab(async ({ writer, reader }) => {
      const { recorder, environment, play, begin } = ready(writer, spec);
      const { id, seed } = begin();
      const episode = play(seed);
      appendAll(recorder, id, environment, episode);
      const measured = cadence(episode.times, environment.rate);
      const kept = recorder.keep({ ...nothingMore, id, cadence: measured });
      expect(contract.demonstration.parse(kept)).toEqual(kept);
      expect(kept).toMatchObject({ status: 'kept', length: episode.rewards.length, cadence: measured });
      expect(kept.return).toBe(episode.rewards.reduce((sum, reward) => sum + reward, 0));
      expect(kept.contentHash).toBe(contentHash(environment, { seed, ...episode }));
      expect(reader.episode(id)).toMatchObject({ dtype: 'f32', ...episode });
      expect(reader.paths({ ids: [id], maxSteps: 5 })[0].observations).toEqual(
        episode.observations.subarray(0, (Math.min(5, kept.length) + 1) * environment.observationWidth),
      );
      expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 1, problems: [] });
    }),
);

const open = continuousSpec.parse({ kind: 'navigation', obstacles: [], maxSteps: 9 });

test('an episode cut by the time limit is truncated, and no step follows it', () =>
  withLab(({ writer }) => {
    const { recorder, environment, begin } = ready(writer, open);
    const { id, seed } = begin();
    const episode = playEpisode(environment, () => [0, 0], seed);
    appendAll(recorder, id, environment, episode);
    expect(writer.demonstration(id).length).toBe(9);
    const last = episode.observations.slice(-environment.observationWidth);
    const more = { observations: last, finalObservation: last, actions: new Float32Array(2) };
    const other = begin();
    appendAll(
      recorder,
      other.id,
      environment,
      playEpisode(environment, () => [0, 0], other.seed),
    );
    recorder.append({
      id: other.id,
      from: 9,
      ...more,
      rewards: new Float64Array(1),
      times: new Float32Array(1),
    });
    expect(recorder.keep({ ...nothingMore, id })).toMatchObject({ terminated: false, truncated: true });
    expect(() => recorder.keep({ ...nothingMore, id: other.id })).toThrow(
      failure('ReplayMismatch', 'steps[9]'),
    );
  }));

test.each([
  ['an observation', 'observations', 9],
  ['an action', 'actions', 5],
  ['a reward', 'rewards', 4],
  ['the last observation', 'observations', -1],
] as const)('the smallest change of %s is found by the replay, and the take stays', (_, column, index) =>
  withLab(({ writer }) => {
    const { recorder, environment, play, begin } = ready(writer);
    const { id, seed } = begin();
    const episode = play(seed);
    const values = episode[column];
    const at = index < 0 ? values.length + index : index;
    values[at] += (column === 'rewards' ? 2 ** -50 : 2 ** -20) * Math.max(1, Math.abs(values[at]));
    appendAll(recorder, id, environment, episode);
    expect(() => recorder.keep({ ...nothingMore, id })).toThrow(failure('ReplayMismatch'));
    expect(recorder.unfinished().map((take) => take.id)).toEqual([id]);
  }),
);

test('what does not fit a take is refused with its place, and nothing committed is lost', () =>
  withLab(({ writer }) => {
    const { recorder, environment, play, begin } = ready(writer);
    const { id, seed } = begin();
    const episode = play(seed);
    const { observationWidth: w, actionWidth: v } = environment;
    const rows = (from: number, to: number) => ({
      id,
      from,
      observations: episode.observations.slice(from * w, to * w),
      actions: episode.actions.slice(from * v, to * v),
      rewards: episode.rewards.slice(from, to),
      times: episode.times.slice(from, to),
      finalObservation: episode.observations.slice(to * w, (to + 1) * w),
    });
    recorder.append(rows(0, 6));
    const spoilt = (column: 'observations' | 'actions' | 'finalObservation', value: number) => {
      const chunk = rows(6, 9);
      chunk[column][1] = value;
      return chunk;
    };
    for (const column of ['observations', 'actions', 'finalObservation'] as const)
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => recorder.append(spoilt(column, value))).toThrow(failure('NonFinite', `${column}[1]`));
    const good = rows(6, 9);
    for (const [where, chunk] of [
      ['observations', { ...good, observations: good.observations.subarray(1) }],
      ['actions', { ...good, actions: new Float32Array(3) }],
      ['finalObservation', { ...good, finalObservation: new Float32Array(w + 1) }],
      ['observations', { ...good, observations: Int32Array.from(good.observations) }],
      ['actions', { ...good, actions: Int32Array.from(good.actions) }],
    ] as const)
      expect(() => recorder.append(chunk)).toThrow(failure('InvalidInput', where));
    expect(recorder.append(good)).toEqual({ committed: 9 });
    expect(recorder.keep({ ...nothingMore, id })).toMatchObject({ length: 9, truncated: true });
  }));

test('discard, redo, trim', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const first = recorder.begin({ sessionId });
    appendAll(recorder, first.id, environment, play(first.seed));
    recorder.discard({ id: first.id });
    const second = recorder.begin({ sessionId });
    expect(second.seed).not.toBe(first.seed);
    appendAll(recorder, second.id, environment, play(second.seed));
    const measured = { targetRate: environment.rate, achievedRate: 1, jitter: 9, lateTicks: 3 };
    const { contentHash: whole } = recorder.keep({ ...nothingMore, id: second.id, cadence: measured });
    const cut = recorder.trim({ id: second.id, length: 4 });
    expect(cut).toMatchObject({ length: 4, truncated: true, cadence: { targetRate: 20, lateTicks: 0 } });
    expect(cut.cadence!.achievedRate).toBeCloseTo(20, 4);
    expect(cut.return).toBe(writer.episode(cut.id).rewards.reduce((sum, reward) => sum + reward, 0));
    expect(cut.contentHash).not.toBe(whole);
    expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 2, problems: [] });
  }));
