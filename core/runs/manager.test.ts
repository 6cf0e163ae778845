import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { LabEvent, RunProgress, RunSpec } from '../contract/index.ts';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import { openLab } from '../store/index.ts';
import { RunManager } from './manager.ts';
import { WorkerPool } from './pool.ts';
import { acts } from './testing/acting-job.ts';

const entry = new URL('testing/acting-worker.ts', import.meta.url);
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
});

function scratchLab(): string {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'a.lab');
}

/** A queue over a lab, with workers whose jobs act up on request. */
function start(options: { path?: string; concurrent?: number; grace?: number } = {}) {
  const path = options.path ?? scratchLab();
  const lab = openLab({ path, mode: 'open-or-create', now: Date.now });
  const { writer } = lab;
  const listeners = new Set<(progress: RunProgress) => void>();
  const events: LabEvent[] = [];
  const runs = new RunManager({
    writer,
    pool: new WorkerPool(entry),
    concurrent: options.concurrent ?? 1,
    // Every iteration is reported, so that a test can wait for one.
    pace: { progress: 0, reward: 0, checkpoint: 20 },
    grace: { cancelled: options.grace ?? 20_000, paused: 20_000, interrupted: 20_000 },
    now: Date.now,
    onEvent: (event) => {
      events.push(event);
      if (event.type === 'progress') for (const listener of listeners) listener(event.progress);
    },
  });
  const close = async () => {
    await runs.close();
    lab.close();
  };
  cleanups.push(close);
  const environments = writer.environments({ deleted: 'no' });
  const environment =
    environments[0] ??
    writer.createEnvironment({
      name: 'Cliff',
      notes: '',
      spec: { kind: 'published', world: 'cliff', maxSteps: 10 },
    });
  const spec = (seed: number): RunSpec => ({
    algorithm: 'soft-solve',
    environmentId: environment.id,
    sourceRunId: null,
    settings: softSolveDefaults(),
    seed,
  });
  const create = (seed: number) => runs.create({ name: null, spec: spec(seed) });
  /** Resolves once the run has reported an iteration beyond the given one. */
  const reaches = (id: string, iteration: number) =>
    new Promise<void>((resolve) => {
      const listener = (progress: RunProgress) => {
        if (progress.runId !== id || progress.iteration <= iteration) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });
  return { path, writer, runs, create, reaches, events, close };
}

/** Everything that a run produced. */
const produced = (writer: ReturnType<typeof start>['writer'], id: string) => ({
  reward: { ...writer.rewardArtifact(id), runId: '' },
  policy: { ...writer.policyArtifact(id), runId: '' },
  metrics: writer.metrics({ runId: id, after: -1 }),
  checkpoint: writer.checkpoint(id),
});

test('a run goes from queued through running to finished, with all it produced', async () => {
  const { runs, create, writer, events } = start();
  const run = create(acts.short);
  expect(run.name).toBe('Solution of Cliff');
  expect(['queued', 'running']).toContain(run.status);
  const ended = await runs.settled(run.id);
  expect(ended).toMatchObject({ status: 'finished', iteration: 50, error: null });
  expect(ended.endedAt).toBeGreaterThanOrEqual(ended.startedAt ?? Number.NaN);
  expect(ended.versions).toHaveProperty('apprentice');
  expect(writer.metrics({ runId: run.id, after: -1 }).iterations.length).toBe(50);
  expect(runs.metrics(run.id, 47).iterations).toEqual(Float64Array.of(48, 49, 50));
  expect(runs.reward(run.id)?.iteration).toBe(50);
  const progress = events.filter((event) => event.type === 'progress').map((event) => event.progress);
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.at(-1)).toMatchObject({ runId: run.id, iteration: 50, maxIterations: 50, etaMs: 0 });
});

test('the same spec and seed give the same bytes', async () => {
  const { runs, create, writer } = start({ concurrent: 2 });
  const [one, two] = [create(acts.short), create(acts.short)];
  await Promise.all([runs.settled(one.id), runs.settled(two.id)]);
  expect(produced(writer, two.id)).toEqual(produced(writer, one.id));
});

test('paused, resumed, cancelled, resumed: the end is bit for bit that of a run left alone', async () => {
  const { runs, create, reaches, writer } = start();
  const alone = create(acts.short);
  await runs.settled(alone.id);
  const { id } = create(acts.held);
  await reaches(id, 15);
  await runs.pause(id);
  const paused = writer.run(id);
  expect(paused.status).toBe('paused');
  expect(paused.iteration).toBe(writer.checkpoint(id)?.iteration);
  expect(paused.iteration).toBeLessThanOrEqual(20);
  runs.resume(id);
  await reaches(id, 25);
  await runs.cancel(id);
  expect(writer.run(id).status).toBe('cancelled');
  expect(writer.run(id).iteration).toBeGreaterThan(25);
  runs.resume(id);
  expect((await runs.settled(id)).status).toBe('finished');
  expect(produced(writer, id)).toEqual(produced(writer, alone.id));
});

test('while a run moves, its curves and reward can be read, and what does not move cannot be stopped', async () => {
  const { runs, create, reaches } = start();
  const { id } = create(acts.long);
  await reaches(id, 50);
  const { iterations, values } = runs.metrics(id, -1);
  expect(iterations).toEqual(Float64Array.from(iterations, (_, i) => i + 1));
  expect(values.sum.length).toBe(iterations.length);
  expect(runs.reward(id)).toMatchObject({ parameterNames: ['x', 'sum'] });
  expect(runs.progress()).toMatchObject([{ runId: id, status: 'running', maxIterations: 100_000 }]);
  expect(() => runs.resume(id)).toThrow(expect.objectContaining({ code: 'Conflict' }));
  await runs.cancel(id);
  await expect(runs.cancel(id)).rejects.toMatchObject({ code: 'Conflict' });
  await expect(runs.pause(id)).rejects.toMatchObject({ code: 'Conflict' });
});

test('the queue keeps its order and its width; a queued run is cancelled where it stands', async () => {
  const { runs, create, reaches, writer } = start();
  const first = create(acts.long);
  const second = create(acts.short);
  const third = create(acts.short);
  await reaches(first.id, 1);
  expect(writer.run(second.id).status).toBe('queued');
  await runs.cancel(second.id);
  expect(writer.run(second.id)).toMatchObject({ status: 'cancelled', startedAt: null });
  await runs.cancel(first.id);
  expect((await runs.settled(third.id)).status).toBe('finished');
  expect(writer.run(second.id).status).toBe('cancelled');
});

test('NaN fails the run, says so, and keeps what was good', async () => {
  const { runs, create, writer } = start();
  const { id } = create(acts.notFinite);
  const ended = await runs.settled(id);
  expect(ended).toMatchObject({ status: 'failed', iteration: 19 });
  expect(ended.error).toMatchObject({
    code: 'NonFinite',
    message: 'The gradient became NaN.',
    kept: 'The reward and the curves up to iteration 19.',
  });
  expect(writer.checkpoint(id)?.iteration).toBe(19);
  expect(writer.rewardArtifact(id)?.iteration).toBe(19);
  expect(() => runs.resume(id)).toThrow(expect.objectContaining({ code: 'Conflict' }));
});

test('a defect fails the run as Internal; the queue goes on', async () => {
  const { runs, create } = start();
  const broken = create(acts.defect);
  const next = create(acts.short);
  expect((await runs.settled(broken.id)).error).toMatchObject({
    code: 'Internal',
    message: 'x is undefined',
  });
  expect((await runs.settled(next.id)).status).toBe('finished');
});

test('a worker that dies interrupts its run alone; the queue goes on with a new worker', async () => {
  const { runs, create, writer } = start();
  const dying = create(acts.exit);
  const next = create(acts.short);
  const ended = await runs.settled(dying.id);
  expect(ended.status).toBe('interrupted');
  expect(ended.error?.code).toBe('BackendGone');
  expect((await runs.settled(next.id)).status).toBe('finished');
  // Rows beyond the last checkpoint are not in the file: a resumed run reports them again, once.
  const stored = writer.metrics({ runId: dying.id, after: -1 }).iterations.at(-1) ?? 0;
  expect(stored).toBe(writer.checkpoint(dying.id)?.iteration ?? 0);
});

test('rows beyond the newest checkpoint are dropped when a run goes on', async () => {
  const { runs, create, writer } = start();
  const reference = create(acts.short);
  await runs.settled(reference.id);
  const { name, spec, engine, versions } = writer.run(reference.id);
  const { id } = writer.createRun({ name, spec, datasetHash: null, engine, versions });
  writer.appendMetrics({
    runId: id,
    metrics: { iterations: Float64Array.of(1, 2), values: { sum: Float64Array.of(7, 8) } },
  });
  runs.start();
  await runs.settled(id);
  expect(produced(writer, id)).toEqual(produced(writer, reference.id));
});

test('what computes a run is written once its job is made, and said at once', async () => {
  const { runs, create, reaches, writer, events } = start();
  const { id } = create(acts.long);
  const seen: string[] = [];
  const push = events.push.bind(events);
  events.push = (...more) => {
    for (const event of more)
      if (event.type === 'changed' && event.ids.includes(id)) seen.push(writer.run(id).engine);
    return push(...more);
  };
  await reaches(id, 3);
  expect(seen).toContain('a test');
  await runs.cancel(id);
});

test('a worker that does not stop is ended after the grace', async () => {
  const { runs, create, reaches, writer } = start({ grace: 100 });
  const { id } = create(acts.deaf);
  await reaches(id, 3);
  await runs.cancel(id);
  expect(writer.run(id).status).toBe('cancelled');
});

test('closing interrupts what moves and leaves the queue; opening again starts the queue when told', async () => {
  const first = start();
  const moving = first.create(acts.long);
  const waiting = first.create(acts.short);
  await first.reaches(moving.id, 10);
  await first.close();
  cleanups.pop();
  const second = start({ path: first.path });
  expect(second.writer.run(moving.id).status).toBe('interrupted');
  expect(second.writer.run(moving.id).iteration).toBeGreaterThan(10);
  expect(second.writer.run(waiting.id).status).toBe('queued');
  await expect(second.runs.settled(waiting.id)).rejects.toMatchObject({ code: 'Conflict' });
  second.runs.start();
  expect((await second.runs.settled(waiting.id)).status).toBe('finished');
  expect(second.writer.run(moving.id).status).toBe('interrupted');
});

test('removing a moving run cancels it first', async () => {
  const { runs, create, reaches, writer } = start();
  const { id } = create(acts.long);
  await reaches(id, 3);
  await runs.remove([id]);
  expect(writer.run(id).status).toBe('cancelled');
  expect(writer.runs({ deleted: 'no' })).toEqual([]);
});

test('a file that cannot be written interrupts the run with the reason, and the process lives', async () => {
  const { runs, create, writer } = start();
  const save = vi.spyOn(writer, 'saveCheckpoint').mockImplementation(() => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  });
  const { id } = create(acts.long);
  const ended = await runs.settled(id);
  save.mockRestore();
  expect(ended.status).toBe('interrupted');
  expect(ended.error?.code).toBe('DiskFull');
  const next = create(acts.short);
  expect((await runs.settled(next.id)).status).toBe('finished');
});

test('a spec that does not fit the lab is refused before it is queued', () => {
  const { runs, writer } = start();
  const [{ id }] = writer.environments({ deleted: 'no' });
  const settings = { ...softSolveDefaults(), reward: 'recovered' as const };
  const refused = (spec: RunSpec) => () => runs.create({ name: null, spec });
  const base = { algorithm: 'soft-solve', environmentId: id, sourceRunId: null, settings, seed: 0 } as const;
  expect(refused(base)).toThrow(expect.objectContaining({ code: 'InvalidInput', where: 'spec.sourceRunId' }));
  expect(refused({ ...base, environmentId: 'environment_0000000000000000' })).toThrow(
    expect.objectContaining({ code: 'NotFound' }),
  );
  expect(writer.runs({ deleted: 'no' })).toEqual([]);
});
