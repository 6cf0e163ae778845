import { expect, test } from 'vitest';
import type { DemonstrationFilter } from '../contract/index.ts';
import * as contract from '../contract/index.ts';
import { datasetHash } from './content-hash.ts';
import { indexShape, keepMadeUp, madeUpSteps, person, smallWorld, withLab } from './testing.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const plain = { tags: [], notes: '' };
const all: DemonstrationFilter = { deleted: 'no' };

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
