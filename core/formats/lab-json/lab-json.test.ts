import { beforeAll, expect, test } from 'vitest';
import { softSolveDefaults } from '../../inference/soft-solve/spec.ts';
import { maxEntDefaults } from '../../inverse/maxent/spec.ts';
import { buildWorld } from '../../mdp/index.ts';
import { checkLab, createRecorder } from '../../recording/index.ts';
import type { LabWriter } from '../../store/api.ts';
import { smallWorld, withLab } from '../../store/testing.ts';
import { exportLabJson, importLabJson, type LabSelection } from '../index.ts';

const exported = (writer: LabWriter, selection: LabSelection) =>
  [...exportLabJson(writer, selection)].join('');

/** A lab with one of everything. */
async function fill(writer: LabWriter) {
  const environmentId = writer.createEnvironment({ name: 'Windy', notes: 'n', spec: smallWorld }).id;
  const other = writer.createEnvironment({ name: 'Unused', notes: '', spec: smallWorld }).id;
  const recorder = createRecorder({ writer });
  const source = { kind: 'expert', expert: 'optimal', temperature: 1, epsilon: 0, discount: 0.95 } as const;
  const { ids } = await recorder.expert({ environmentId, source, episodes: 4, seed: 3, tags: ['x'] });
  const trimmed = recorder.trim({ id: ids[3], length: 4 });
  writer.restore('demonstrations', [ids[3]]);
  const dataset = writer.createDataset({ name: 'd', notes: '', demonstrationIds: [ids[2], ids[0]] });
  const about = { name: 'r', engine: 'e', versions: { app: '1' } };
  const run = writer.createRun({
    ...about,
    spec: {
      algorithm: 'maxent-irl',
      environmentId,
      datasetId: dataset.id,
      settings: maxEntDefaults(),
      seed: 1,
    },
    datasetHash: dataset.contentHash,
  });
  writer.updateRun(run.id, { status: 'finished', iteration: 2 });
  writer.appendMetrics({
    runId: run.id,
    metrics: { iterations: Float64Array.of(1, 2), values: { gap: Float64Array.of(0.1 + 0.2, Number.NaN) } },
  });
  const { stateCount, actionCount } = buildWorld(smallWorld).mdp;
  const thirds = (length: number) => new Float64Array(length).fill(1 / 3);
  writer.saveReward({
    kind: 'tabular',
    runId: run.id,
    iteration: 2,
    weights: thirds(1),
    parameterNames: ['w'],
    stateReward: thirds(stateCount),
    reward: thirds(stateCount * actionCount),
  });
  writer.savePolicy({
    kind: 'tabular',
    runId: run.id,
    horizon: 0,
    temperature: 1,
    discount: 0.9,
    policy: new Float64Array(stateCount * actionCount).fill(1 / actionCount),
    value: thirds(stateCount),
    visitation: thirds(stateCount),
  });
  const solve = writer.createRun({
    ...about,
    spec: {
      algorithm: 'soft-solve',
      environmentId,
      sourceRunId: run.id,
      settings: { ...softSolveDefaults(), reward: 'recovered' },
      seed: 1,
    },
    datasetHash: null,
  });
  const request = { datasetId: dataset.id, runIds: [run.id], seed: 0, rollouts: 50 };
  const comparison = writer.saveComparison({ name: 'c', request });
  return { environmentId, other, ids, trimmed, dataset, run, solve, comparison };
}

test('a lab that goes out and comes back is the same but for its ids', () =>
  withLab(async ({ writer }) => {
    const { ids, trimmed, dataset, run, solve, environmentId } = await fill(writer);
    const text = exported(writer, 'all');
    await withLab(async ({ writer: target, reader }) => {
      const made = await importLabJson(target, text);
      expect(reader.counts()).toEqual(writer.counts());
      expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 5, problems: [] });
      for (const id of [...ids, trimmed.id]) {
        const twin = made.demonstrations.get(id)!;
        expect(reader.episode(twin)).toEqual(writer.episode(id));
        const { contentHash, tags, source, length, truncated } = writer.demonstration(id);
        expect(reader.demonstration(twin)).toMatchObject({ contentHash, tags, source, length, truncated });
      }
      const set = made.datasets.get(dataset.id)!;
      expect(reader.dataset(set).contentHash).toBe(dataset.contentHash);
      const twin = made.runs.get(run.id)!;
      expect(reader.run(twin)).toMatchObject({ status: 'finished', iteration: 2, spec: { datasetId: set } });
      expect(reader.metrics({ runId: twin, after: -1 })).toEqual(
        writer.metrics({ runId: run.id, after: -1 }),
      );
      expect(reader.rewardArtifact(twin)).toEqual({ ...writer.rewardArtifact(run.id), runId: twin });
      expect(reader.policyArtifact(twin)).toEqual({ ...writer.policyArtifact(run.id), runId: twin });
      expect(reader.run(made.runs.get(solve.id)!)).toMatchObject({
        status: 'interrupted',
        spec: { sourceRunId: twin, environmentId: made.environments.get(environmentId) },
      });
      expect(reader.comparisons({ deleted: 'no' })[0].request).toMatchObject({
        datasetId: set,
        runIds: [twin],
      });
      // The same file again doubles the demonstrations, not the environments.
      await importLabJson(target, text);
      expect(reader.counts()).toMatchObject({ environments: 2, demonstrations: 10 });
    });
  }));

test('a part is exported with all that it refers to', () =>
  withLab(async ({ writer }) => {
    const { solve, ids } = await fill(writer);
    const part = { environments: [], demonstrations: [ids[1]], datasets: [], runs: [solve.id] };
    const json = JSON.parse(exported(writer, part));
    expect(json.demonstrations.map((of: { id: string }) => of.id)).toEqual([ids[0], ids[1], ids[2]]);
    expect([json.environments, json.sessions, json.datasets, json.runs].map((of) => of.length)).toEqual([
      1, 1, 1, 2,
    ]);
    expect(() => exported(writer, { ...part, datasets: ['set_0000000000000000'] })).toThrow(
      expect.objectContaining({ code: 'NotFound' }),
    );
  }));

test('a run from before a setting existed comes in with its default, and with nothing else changed', () =>
  withLab(async ({ writer }) => {
    const { solve } = await fill(writer);
    const json = JSON.parse(exported(writer, 'all'));
    const older = json.runs.find(({ run }: { run: { id: string } }) => run.id === solve.id).run.spec.settings;
    const { tolerance } = softSolveDefaults();
    delete older.tolerance;
    older.discount = 0.5;
    older.gone = 1;
    await withLab(async ({ writer: target, reader }) => {
      const made = await importLabJson(target, JSON.stringify(json));
      const { settings } = reader.run(made.runs.get(solve.id)!).spec;
      expect(settings).toEqual({ ...softSolveDefaults(), reward: 'recovered', discount: 0.5, tolerance });
    });
  }));

let whole = '';
beforeAll(() =>
  withLab(async ({ writer }) => {
    await fill(writer);
    whole = exported(writer, 'all');
  }),
);

test.each<[string, string, (json: ReturnType<typeof JSON.parse>) => void, string]>([
  ['a foreign file', 'InvalidInput', (json) => (json.format = 'other'), 'format'],
  ['a newer file', 'NewerLabFile', (json) => (json.version = 2), 'version'],
  [
    'a wrong type',
    'InvalidInput',
    (json) => (json.demonstrations[1].rewards[2] = 'x'),
    'demonstrations[1].rewards[2]',
  ],
  ['an unknown key', 'InvalidInput', (json) => (json.datasets[0].extra = 1), 'datasets[0]'],
  [
    'a bad world',
    'InvalidInput',
    (json) => (json.environments[0].spec.maxSteps = -1),
    'environments[0].spec.maxSteps',
  ],
  ['a missing session', 'InvalidInput', (json) => json.sessions.pop(), 'demonstrations[0].sessionId'],
  [
    'a missing step',
    'InvalidInput',
    (json) => json.demonstrations[2].actions.pop(),
    'demonstrations[2].actions',
  ],
  [
    'half an index',
    'InvalidInput',
    (json) => (json.demonstrations[0].actions[1] = 0.5),
    'demonstrations[0].actions[1]',
  ],
  [
    'a changed reward',
    'ReplayMismatch',
    (json) => (json.demonstrations[1].rewards[3] = 9),
    'demonstrations[1].steps[3]',
  ],
  [
    'a changed hash',
    'InvalidInput',
    (json) => (json.demonstrations[0].contentHash = 'x'),
    'demonstrations[0].contentHash',
  ],
  [
    'a curve that goes back',
    'Conflict',
    (json) => (json.runs[0].metrics.iterations[1] = -1),
    'runs[0].metrics.iterations[1]',
  ],
  [
    'a curve that is too short',
    'InvalidInput',
    (json) => json.runs[0].metrics.values.gap.pop(),
    'runs[0].metrics.values.gap',
  ],
  [
    'a reward of another world',
    'InvalidInput',
    (json) => json.runs[0].reward.stateReward.pop(),
    'runs[0].reward.stateReward',
  ],
  [
    'a policy that is no distribution',
    'InvalidInput',
    (json) => (json.runs[0].policy.policy[0] = -1),
    'runs[0].policy.policy[0]',
  ],
  ['an id twice', 'InvalidInput', (json) => json.runs.push(json.runs[0]), 'runs[2].id'],
])('%s is refused with its place, and nothing is imported', (_, code, damage, where) => {
  const json = JSON.parse(whole);
  damage(json);
  return withLab(async ({ writer: target, reader }) => {
    await expect(importLabJson(target, JSON.stringify(json))).rejects.toMatchObject({ code, where });
    expect(reader.counts()).toMatchObject({ environments: 0, demonstrations: 0 });
    expect(reader.everyDemonstration()).toEqual([]);
  });
});

test('malformed JSON is refused with line and column', () =>
  withLab(async ({ writer }) => {
    await expect(importLabJson(writer, '{"format":\n  "apprentice-lab",,')).rejects.toMatchObject({
      code: 'InvalidInput',
      where: 'line 2, column 20',
    });
  }));
