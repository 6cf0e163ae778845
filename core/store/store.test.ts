import { expect, test } from 'vitest';
import type { DemonstrationFilter } from '../contract/index.ts';
import * as contract from '../contract/index.ts';
import { maxEntDefaults } from '../inverse/maxent/spec.ts';
import { datasetHash } from './content-hash.ts';
import { newId } from './ids.ts';
import { indexShape, keepMadeUp, madeUpSteps, person, smallWorld, withLab } from './testing.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const plain = { tags: [], notes: '' };
const all: DemonstrationFilter = { deleted: 'no' };

test('ids have the shape that the contract asks for', () => {
  for (const prefix of ['env', 'ses', 'dem', 'set', 'run', 'cmp'] as const)
    expect(newId(prefix)).toMatch(new RegExp(`^${prefix}_[0-9a-z]{16}$`));
  expect(new Set(Array.from({ length: 1000 }, () => newId('dem'))).size).toBe(1000);
});

test('environments are made, renamed, hidden and restored; a used world is fixed', () =>
  withLab(({ writer }) => {
    const made = writer.createEnvironment({ name: 'Meadow', notes: '', spec: smallWorld });
    expect(writer.updateEnvironment({ id: made.id, name: 'Field' })).toMatchObject({
      name: 'Field',
      notes: '',
    });
    const longer = { ...smallWorld, maxSteps: 60 };
    expect(writer.updateEnvironment({ id: made.id, spec: longer }).spec).toEqual(longer);
    const session = writer.createSession({ environmentId: made.id, source: person, seed: 1 });
    keepMadeUp(writer, session.id, 3, plain);
    expect(writer.environment(made.id).demonstrations).toBe(1);
    expect(() => writer.updateEnvironment({ id: made.id, spec: smallWorld })).toThrow(code('Conflict'));
    expect(writer.updateEnvironment({ id: made.id, spec: longer, notes: 'n' }).notes).toBe('n');
    writer.remove('environments', [made.id]);
    expect(writer.environments({ deleted: 'no' })).toEqual([]);
    expect(writer.environments({ deleted: 'only' })).toHaveLength(1);
    expect(writer.environment(made.id).name).toBe('Field');
    writer.restore('environments', [made.id]);
    expect(writer.environments({ deleted: 'no' })).toHaveLength(1);
    expect(() => writer.remove('environments', [made.id, 'env_0000000000000000'])).toThrow(code('NotFound'));
    expect(writer.environments({ deleted: 'no' })).toHaveLength(1);
  }));

test('steps appended in any pieces read back as one episode', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const whole = madeUpSteps(1000, 3);
    for (const [take, piece] of [1, 7, 256, 300, 1000].entries()) {
      const { id } = writer.createTake({ sessionId: session.id, take, seed: 9, shape: indexShape });
      for (let from = 0; from < 1000; from += piece) {
        const to = Math.min(1000, from + piece);
        if (piece === 1 && from === 40) break;
        const sent = {
          id,
          from,
          observations: whole.observations.subarray(from, to),
          actions: whole.actions.subarray(from, to),
          rewards: whole.rewards.subarray(from, to),
          times: whole.times.subarray(from, to),
          finalObservation: whole.observations.subarray(to, to + 1),
        };
        expect(writer.appendSteps(sent)).toEqual({ committed: to });
        expect(() => writer.appendSteps(sent)).toThrow(code('Conflict'));
      }
      const length = piece === 1 ? 40 : 1000;
      const back = reader.episode(id);
      expect(back.observations).toEqual(whole.observations.slice(0, length + 1));
      expect(back.actions).toEqual(whole.actions.slice(0, length));
      expect(back.rewards).toEqual(whole.rewards.slice(0, length));
      expect(back.times).toEqual(whole.times.slice(0, length));
      const middle = length === 1000 ? 250 : 15;
      const page = reader.steps({ id, from: middle, count: 20 });
      expect(page.observations).toEqual(whole.observations.slice(middle, middle + 20));
      expect(page.finalObservation).toBeNull();
      expect(reader.steps({ id, from: length - 2, count: 50 })).toMatchObject({
        count: 2,
        finalObservation: whole.observations.slice(length, length + 1),
      });
      expect(() => reader.steps({ id, from: length + 1, count: 1 })).toThrow(code('InvalidInput'));
      expect(reader.paths({ ids: [id], maxSteps: 256 })[0].observations).toEqual(
        whole.observations.slice(0, Math.min(length, 256) + 1),
      );
    }
    expect(reader.problems()).toEqual([]);
    expect(reader.unfinished()).toHaveLength(5);
  }));

test('chunks of the wrong shape are refused and change nothing', () =>
  withLab(({ writer }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const { id } = writer.createTake({ sessionId: session.id, take: 0, seed: 9, shape: indexShape });
    const good = {
      id,
      from: 0,
      observations: Int32Array.of(1, 2),
      actions: Int32Array.of(0, 1),
      rewards: Float64Array.of(0, 0),
      times: Float32Array.of(0, 1),
      finalObservation: Int32Array.of(3),
    };
    const bad = [
      { ...good, observations: Int32Array.of(1) },
      { ...good, actions: Float32Array.of(0, 1) },
      { ...good, finalObservation: Int32Array.of() },
      { ...good, times: Float32Array.of(0) },
    ];
    for (const input of bad) expect(() => writer.appendSteps(input)).toThrow(code('InvalidInput'));
    expect(() => writer.appendSteps({ ...good, from: 2 })).toThrow(code('Conflict'));
    expect(() => writer.appendSteps({ ...good, id: 'dem_0000000000000000' })).toThrow(code('NotFound'));
    expect(writer.appendSteps(good)).toEqual({ committed: 2 });
    writer.remove('demonstrations', [id]);
    expect(() => writer.appendSteps({ ...good, from: 2 })).toThrow(code('Conflict'));
  }));

test('demonstrations are filtered, ordered and paged', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const other = writer.createEnvironment({ name: 'N', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const expert = writer.createSession({
      environmentId: other.id,
      source: { kind: 'expert', expert: 'random', temperature: 1, epsilon: 0, discount: 0.9 },
      seed: 2,
    });
    const ids = [5, 30, 2, 300].map((count, index) =>
      keepMadeUp(writer, session.id, count, {
        tags: index % 2 === 0 ? ['even'] : ['odd', 'o_d'],
        notes: index === 1 ? 'near the 100% cliff' : '',
      }),
    );
    const scripted = keepMadeUp(writer, expert.id, 10, plain);
    writer.createTake({ sessionId: session.id, take: 77, seed: 1, shape: indexShape });

    const list = (filter: Partial<DemonstrationFilter>, order: 'newest' | 'worst' | 'longest' = 'newest') =>
      reader
        .demonstrations({ filter: { ...all, ...filter }, order, offset: 0, limit: 100 })
        .rows.map((row) => row.id);
    expect(list({})).toEqual([scripted, ...ids.toReversed()]);
    expect(list({ environmentId: env.id }, 'longest')).toEqual([ids[3], ids[1], ids[0], ids[2]]);
    expect(list({ sourceKind: 'expert' })).toEqual([scripted]);
    expect(list({ tag: 'odd' })).toEqual([ids[3], ids[1]]);
    expect(list({ minLength: 5, maxLength: 30 })).toEqual([scripted, ids[1], ids[0]]);
    expect(list({ text: '100% C' })).toEqual([ids[1]]);
    expect(list({ text: 'o_d' })).toEqual([ids[3], ids[1]]);
    expect(list({ text: 'o%d' })).toEqual([]);
    expect(list({ text: ids[2].slice(6) })).toEqual([ids[2]]);
    const returns = reader.demonstrations({ filter: all, order: 'best', offset: 0, limit: 9 }).rows;
    expect(returns.map((row) => row.return)).toEqual(
      returns.map((row) => row.return as number).toSorted((a, b) => b - a),
    );
    const page = reader.demonstrations({ filter: all, order: 'oldest', offset: 1, limit: 2 });
    expect(page).toMatchObject({ total: 5, steps: 347 });
    expect(page.rows.map((row) => row.id)).toEqual([ids[1], ids[2]]);
    expect(contract.demonstration.array().parse(page.rows)).toEqual(page.rows);

    writer.remove('demonstrations', [ids[0]]);
    expect(list({ deleted: 'only' })).toEqual([ids[0]]);
    expect(list({})).toHaveLength(4);
    writer.restore('demonstrations', [ids[0]]);
    writer.annotate({ ids: [ids[0], ids[1]], addTags: ['good'], removeTags: ['even'], notes: undefined });
    expect(reader.demonstration(ids[0]).tags).toEqual(['good']);
    expect(reader.demonstration(ids[1])).toMatchObject({
      tags: ['good', 'o_d', 'odd'],
      notes: 'near the 100% cliff',
    });
  }));

test('an unknown return sorts last, best and worst', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const { id: sessionId } = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const ids = [null, 3, -2].map((sum, take) => {
      const { id } = writer.createTake({ sessionId, take, seed: 1, shape: indexShape });
      writer.acceptTake({
        id,
        return: sum,
        terminated: true,
        truncated: false,
        contentHash: 'h',
        cadence: null,
        ...plain,
      });
      return id;
    });
    const order = (by: 'best' | 'worst') =>
      reader.demonstrations({ filter: all, order: by, offset: 0, limit: 9 }).rows.map((row) => row.id);
    expect(order('best')).toEqual([ids[1], ids[2], ids[0]]);
    expect(order('worst')).toEqual([ids[2], ids[1], ids[0]]);
  }));

test('datasets are ordered, immutable and hashed; bad members are named', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const ids = [5, 8].map((count) => keepMadeUp(writer, session.id, count, plain));
    const made = writer.createDataset({ name: 'All', notes: 'n', demonstrationIds: ids.toReversed() });
    expect(made).toMatchObject({ demonstrations: 2, steps: 13, minLength: 5, maxLength: 8 });
    expect(made.contentHash).toBe(
      datasetHash(ids.toReversed().map((id) => reader.demonstration(id).contentHash)),
    );
    expect(reader.datasetMembers(made.id)).toEqual(ids.toReversed());
    writer.remove('demonstrations', ids);
    expect(reader.datasetMembers(made.id)).toEqual(ids.toReversed());
    const { total } = reader.demonstrations({
      filter: { datasetId: made.id, deleted: 'only' },
      order: 'newest',
      offset: 0,
      limit: 1,
    });
    expect(total).toBe(2);
    expect(writer.renameDataset({ id: made.id, name: 'Some' }).name).toBe('Some');
    const take = writer.createTake({ sessionId: session.id, take: 50, seed: 1, shape: indexShape });
    const make = (demonstrationIds: string[]) => () =>
      writer.createDataset({ name: 'x', notes: '', demonstrationIds });
    expect(make([ids[0], ids[0]])).toThrow(
      expect.objectContaining({ code: 'InvalidInput', where: 'demonstrationIds[1]' }),
    );
    expect(make([ids[0], take.id])).toThrow(code('Conflict'));
    expect(make([])).toThrow(code('InvalidInput'));
    expect(reader.datasets({ deleted: 'no' })).toHaveLength(1);
  }));

test('runs keep their row, curves, newest checkpoints and artifacts', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const demonstrationIds = [keepMadeUp(writer, session.id, 5, plain)];
    const dataset = writer.createDataset({ name: 'd', notes: '', demonstrationIds });
    const run = writer.createRun({
      name: 'first',
      spec: {
        algorithm: 'maxent-irl',
        environmentId: env.id,
        datasetId: dataset.id,
        settings: maxEntDefaults(),
        seed: 1,
      },
      datasetHash: dataset.contentHash,
      engine: 'typescript',
      versions: { app: '0.1.0' },
    });
    expect(contract.run.parse(run)).toEqual(run);
    expect(reader.runsByStatus(['queued', 'running'])).toEqual([run]);
    const error = { code: 'NonFinite' as const, message: 'm', where: null, kept: 'k', remedy: null };
    expect(writer.updateRun(run.id, { status: 'running', startedAt: 5, iteration: 3, error })).toMatchObject({
      status: 'running',
      startedAt: 5,
      iteration: 3,
      error,
      name: 'first',
    });
    expect(writer.interruptRunning()).toEqual([run.id]);
    expect(reader.run(run.id).status).toBe('interrupted');

    for (let i = 0; i < 1300; i += 13)
      writer.appendMetrics({
        runId: run.id,
        metrics: {
          iterations: Float64Array.from({ length: 13 }, (_, k) => i + k),
          values: { loss: Float64Array.from({ length: 13 }, (_, k) => 1 / (1 + i + k)) },
        },
      });
    const curves = reader.metrics({ runId: run.id, after: 1296 });
    expect(curves).toEqual({
      iterations: Float64Array.of(1297, 1298, 1299),
      values: { loss: Float64Array.of(1 / 1298, 1 / 1299, 1 / 1300) },
    });
    expect(reader.metrics({ runId: run.id, after: -1 }).iterations).toHaveLength(1300);
    const again = { iterations: Float64Array.of(1299), values: {} };
    expect(() => writer.appendMetrics({ runId: run.id, metrics: again })).toThrow(code('Conflict'));
    writer.dropMetricsAfter({ runId: run.id, iteration: 700 });
    expect(reader.metrics({ runId: run.id, after: -1 }).iterations).toHaveLength(701);
    writer.appendMetrics({ runId: run.id, metrics: { ...again, iterations: Float64Array.of(701) } });

    expect(reader.checkpoint(run.id)).toBeNull();
    for (const iteration of [10, 20, 30])
      writer.saveCheckpoint({ runId: run.id, iteration, state: Uint8Array.of(iteration) });
    expect(reader.checkpoint(run.id)?.iteration).toBe(30);
    expect([...(reader.checkpoint(run.id)?.state ?? [])]).toEqual([30]);

    const reward = {
      runId: run.id,
      iteration: 30,
      weights: Float64Array.of(1, 2),
      parameterNames: ['a', 'b'],
      stateReward: Float64Array.of(3),
      reward: Float64Array.of(3, 3),
    };
    const policy = {
      runId: run.id,
      horizon: 0,
      temperature: 1,
      discount: 0.9,
      policy: Float64Array.of(0.5, 0.5),
      value: Float64Array.of(1),
      visitation: Float64Array.of(4),
    };
    expect(reader.rewardArtifact(run.id)).toBeNull();
    writer.saveReward(reward);
    writer.saveReward({ ...reward, iteration: 31 });
    writer.savePolicy(policy);
    expect(reader.rewardArtifact(run.id)).toEqual({ ...reward, iteration: 31 });
    expect(reader.policyArtifact(run.id)).toEqual(policy);
    expect(reader.problems()).toEqual([]);
  }));

test('comparisons, window state, counts and the sample mark', () =>
  withLab(({ writer, reader }, path) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const demonstrationIds = [keepMadeUp(writer, session.id, 5, plain)];
    const dataset = writer.createDataset({ name: 'd', notes: '', demonstrationIds });
    const request = { datasetId: dataset.id, runIds: [], seed: 0, rollouts: 100 };
    const saved = writer.saveComparison({ name: 'c', request });
    expect(reader.comparison(saved.id)).toEqual(saved);
    writer.remove('comparisons', [saved.id]);
    expect(reader.comparisons({ deleted: 'no' })).toEqual([]);
    writer.writeState('screen', '"replay"');
    writer.writeState('screen', '"infer"');
    expect(reader.readState()).toEqual({ screen: '"infer"' });
    writer.markSample();
    expect(reader.info()).toMatchObject({ name: 'scratch.lab', path, schemaVersion: 1, sample: true });
    expect(reader.info().bytes).toBeGreaterThan(1000);
    expect(reader.counts()).toEqual({ environments: 1, demonstrations: 1, steps: 5, datasets: 1, runs: 0 });
  }));

test('a transaction commits whole or not at all', () =>
  withLab(({ writer, reader }) => {
    expect(() =>
      writer.transaction(() => {
        writer.createEnvironment({ name: 'lost', notes: '', spec: smallWorld });
        writer.transaction(() => writer.createEnvironment({ name: 'lost too', notes: '', spec: smallWorld }));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(reader.counts().environments).toBe(0);
  }));

test('a trimmed demonstration holds the first steps; the original can be restored', () =>
  withLab(({ writer, reader }) => {
    const env = writer.createEnvironment({ name: 'M', notes: '', spec: smallWorld });
    const session = writer.createSession({ environmentId: env.id, source: person, seed: 1 });
    const id = keepMadeUp(writer, session.id, 600, { ...plain, tags: ['t'] });
    const whole = reader.episode(id);
    const cut = writer.trimDemonstration({ id, length: 300, cadence: null });
    expect(cut).toMatchObject({
      length: 300,
      trimmedFrom: id,
      terminated: false,
      truncated: true,
      tags: ['t'],
    });
    const part = reader.episode(cut.id);
    expect(part.observations).toEqual(whole.observations.slice(0, 301));
    expect(part.rewards).toEqual(whole.rewards.slice(0, 300));
    expect(cut.return).toBe(part.rewards.reduce((sum, reward) => sum + reward, 0));
    expect(() => writer.trimDemonstration({ id, length: 600, cadence: null })).toThrow(code('InvalidInput'));
    writer.restore('demonstrations', [id]);
    expect(reader.counts().demonstrations).toBe(2);
    expect(reader.problems().filter((problem) => problem.id === cut.id)).toEqual([]);
    expect(writer.nextTake(session.id)).toBe(1);
  }));
