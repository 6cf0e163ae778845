import { expect, test } from 'vitest';
import type { FiniteExpert } from '../contract/index.ts';
import * as contract from '../contract/index.ts';
import { createEnvironment, episodeSeed } from '../environments/index.ts';
import type { LabWriter } from '../store/api.ts';
import { contentHash } from '../store/content-hash.ts';
import { person, smallWorld, withLab } from '../store/testing.ts';
import { appendAll } from './append-all.ts';
import { checkLab, createRecorder } from './index.ts';
import { playEpisode, policyActor } from './play-episode.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const nothingMore = { cadence: null, tags: [], notes: '' };

/** A lab with one environment, a recorder on it, and a real episode to record. */
function ready(writer: LabWriter) {
  const environmentId = writer.createEnvironment({ name: 'Windy', notes: '', spec: smallWorld }).id;
  const recorder = createRecorder({ writer });
  const { environment, world } = createEnvironment(smallWorld);
  const uniform = new Float64Array(world.mdp.stateCount * world.mdp.actionCount).fill(
    1 / world.mdp.actionCount,
  );
  const play = (seed: number) => playEpisode(environment, policyActor(world, uniform, seed), seed);
  return { environmentId, recorder, environment, play };
}

test('a take is recorded in chunks, kept by an exact replay, and described', () =>
  withLab(({ writer }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId, seed } = recorder.open({ environmentId, source: person, seed: 7 });
    expect(seed).toBe(7);
    const first = recorder.begin({ sessionId });
    const second = recorder.begin({ sessionId });
    expect([first.take, second.take]).toEqual([0, 1]);
    expect([first.seed, second.seed]).toEqual([episodeSeed(7, 0), episodeSeed(7, 1)]);
    const episode = play(first.seed);
    appendAll(recorder, first.id, environment, episode);
    expect(recorder.unfinished().map((take) => take.id)).toEqual([first.id, second.id]);
    const kept = recorder.keep({ ...nothingMore, id: first.id, tags: ['good'], notes: 'n' });
    expect(contract.demonstration.parse(kept)).toEqual(kept);
    expect(kept).toMatchObject({
      status: 'kept',
      tags: ['good'],
      notes: 'n',
      length: episode.rewards.length,
    });
    expect(kept.truncated).toBe(!kept.terminated);
    expect(kept.return).toBe(episode.rewards.reduce((sum, reward) => sum + reward, 0));
    expect(kept.contentHash).toBe(contentHash(environment, { seed: first.seed, ...episode }));
    expect(() => recorder.keep({ ...nothingMore, id: first.id })).toThrow(code('Conflict'));
    expect(() => recorder.keep({ ...nothingMore, id: second.id })).toThrow(code('Conflict'));
    recorder.discard({ id: second.id });
    expect(recorder.unfinished()).toEqual([]);
    writer.restore('demonstrations', [second.id]);
    expect(recorder.unfinished().map((take) => take.id)).toEqual([second.id]);
  }));

test('a take that stops early is kept as truncated', () =>
  withLab(({ writer }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 1 });
    const { id, seed } = recorder.begin({ sessionId });
    const { observations, actions, rewards, times } = play(seed);
    appendAll(recorder, id, environment, {
      observations: observations.subarray(0, 6),
      actions: actions.subarray(0, 5),
      rewards: rewards.subarray(0, 5),
      times: times.subarray(0, 5),
    });
    expect(recorder.keep({ ...nothingMore, id })).toMatchObject({
      terminated: false,
      truncated: true,
      length: 5,
    });
  }));

test.each([
  ['an observation', 'observations', 3],
  ['an action', 'actions', 4],
  ['a reward', 'rewards', 2],
  ['the last observation', 'observations', -1],
] as const)('one changed number (%s) is found by the replay, and the take stays', (_, column, index) =>
  withLab(({ writer }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const { id, seed } = recorder.begin({ sessionId });
    const episode = play(seed);
    const values = episode[column];
    const at = index < 0 ? values.length + index : index;
    values[at] = column === 'actions' ? (values[at] + 1) % 4 : values[at] + 1;
    appendAll(recorder, id, environment, episode);
    expect(() => recorder.keep({ ...nothingMore, id })).toThrow(code('ReplayMismatch'));
    expect(recorder.unfinished()).toHaveLength(1);
    expect(writer.episode(id).rewards).toHaveLength(episode.rewards.length);
  }),
);

test('steps after the end, and actions outside the space, do not replay', () =>
  withLab(({ writer }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const { id, seed } = recorder.begin({ sessionId });
    const episode = play(seed);
    appendAll(recorder, id, environment, episode);
    const last = episode.observations.slice(-1);
    const extra = { id, from: episode.rewards.length, observations: last, finalObservation: last };
    recorder.append({
      ...extra,
      actions: Int32Array.of(0),
      rewards: Float64Array.of(0),
      times: Float32Array.of(0),
    });
    expect(() => recorder.keep({ ...nothingMore, id })).toThrow(code('ReplayMismatch'));
    const other = recorder.begin({ sessionId });
    const wild = play(other.seed);
    wild.actions[1] = 99;
    appendAll(recorder, other.id, environment, wild);
    expect(() => recorder.keep({ ...nothingMore, id: other.id })).toThrow(code('ReplayMismatch'));
  }));

test('a lost or doubled chunk is a Conflict; a NaN is NonFinite; neither loses steps', () =>
  withLab(({ writer }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const { id, seed } = recorder.begin({ sessionId });
    const episode = play(seed);
    appendAll(recorder, id, environment, episode);
    expect(() => appendAll(recorder, id, environment, episode)).toThrow(code('Conflict'));
    const last = episode.observations.slice(-1);
    expect(() =>
      recorder.append({
        id,
        from: episode.rewards.length,
        observations: last,
        actions: Int32Array.of(0),
        rewards: Float64Array.of(Number.NaN),
        times: Float32Array.of(0),
        finalObservation: last,
      }),
    ).toThrow(code('NonFinite'));
    expect(recorder.keep({ ...nothingMore, id }).length).toBe(episode.rewards.length);
  }));

const expertSource = (expert: FiniteExpert['expert']): FiniteExpert => ({
  kind: 'expert',
  expert,
  temperature: 0.5,
  epsilon: 0.2,
  discount: 0.95,
});

test('scripted experts record through the same path, the same for the same seed; the better the richer', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, recorder } = ready(writer);
    const means: number[] = [];
    for (const expert of ['random', 'epsilon-mixed', 'optimal'] as const) {
      const request = {
        environmentId,
        source: expertSource(expert),
        episodes: 25,
        seed: 5,
        tags: ['scripted'],
      };
      const seen: number[] = [];
      const made = await recorder.expert(request, { progress: (recorded) => seen.push(recorded) });
      const again = await recorder.expert(request);
      const hashes = (ids: string[]) => ids.map((id) => reader.demonstration(id).contentHash);
      expect(hashes(again.ids)).toEqual(hashes(made.ids));
      expect(seen.at(-1)).toBe(25);
      const rows = made.ids.map((id) => reader.demonstration(id));
      expect(rows.every((row) => row.status === 'kept' && row.tags[0] === 'scripted')).toBe(true);
      means.push(rows.reduce((sum, row) => sum + (row.return ?? 0), 0) / rows.length);
    }
    expect(means[0]).toBeLessThan(means[1]);
    expect(means[1]).toBeLessThan(means[2]);
    // 15 steps is the shortest way through Sutton and Barto's windy gridworld.
    const optimal = reader.demonstrations({
      filter: { deleted: 'no' },
      order: 'shortest',
      offset: 0,
      limit: 1,
    });
    expect(optimal.rows[0]).toMatchObject({ length: 15, terminated: true });
    expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 150, problems: [] });
  }));

test('an aborted expert keeps what it has recorded; a person cannot be scripted', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, recorder } = ready(writer);
    const stop = new AbortController();
    const request = { environmentId, source: expertSource('random'), episodes: 5000, seed: 5, tags: [] };
    const recording = recorder.expert(request, { progress: () => stop.abort(), signal: stop.signal });
    await expect(recording).rejects.toThrow(code('Cancelled'));
    expect(reader.counts().demonstrations).toBeGreaterThan(100);
    await expect(recorder.expert({ ...request, source: person })).rejects.toThrow(code('InvalidInput'));
  }));

test('a trimmed demonstration replays, and its cadence is of what is left', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const { id, seed } = recorder.begin({ sessionId });
    appendAll(recorder, id, environment, play(seed));
    const measured = { targetRate: null, achievedRate: 1, jitter: 9, lateTicks: 0 };
    recorder.keep({ ...nothingMore, id, cadence: measured });
    const cut = recorder.trim({ id, length: 10 });
    expect(cut).toMatchObject({ length: 10, cadence: { targetRate: null, achievedRate: 5, jitter: 0 } });
    expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 2, problems: [] });
  }));

test('the check finds a demonstration that no longer replays, and damaged hashes', () =>
  withLab(async ({ writer, reader }) => {
    const { environmentId, recorder, environment, play } = ready(writer);
    const { sessionId } = recorder.open({ environmentId, source: person, seed: 3 });
    const { id, seed } = recorder.begin({ sessionId });
    const episode = play(seed);
    episode.rewards[0] += 1;
    appendAll(recorder, id, environment, episode);
    writer.acceptTake({
      ...nothingMore,
      id,
      return: 0,
      terminated: false,
      truncated: true,
      contentHash: 'wrong',
    });
    const { problems } = await checkLab(reader);
    expect(problems.map((problem) => [problem.kind, problem.id])).toEqual([
      ['integrity', id],
      ['replay', id],
    ]);
  }));
