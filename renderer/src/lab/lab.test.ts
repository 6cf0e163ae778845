import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LabError } from '../../../core/base/errors.ts';
import type { EnvironmentRow, LabEvent, Run, RunProgress } from '../../../core/contract/index.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { Connection } from './client.svelte.ts';
import { LabState } from './lab.svelte.ts';
import type { Wire } from './wire.ts';

beforeEach(() => {
  vi.useFakeTimers();
  toasts.list = [];
});
afterEach(() => void vi.useRealTimers());

/** A core in memory: answers by procedure name, and events that the test sends. */
function fakeCore(answers: Record<string, (input: never) => unknown>) {
  const calls: string[] = [];
  let send: (event: LabEvent) => void = () => {};
  let close = () => {};
  const queue: LabEvent[] = [];
  const events = async function* () {
    for (;;) {
      while (queue.length > 0) yield queue.shift() as LabEvent;
      await new Promise<void>((wake) => {
        send = (event) => {
          queue.push(event);
          wake();
        };
      });
    }
  };
  const wire = (): Wire => ({
    link: {
      call: async (path, input) => {
        const name = path.join('.');
        calls.push(name);
        if (name === 'lab.events') return events();
        return answers[name]?.(input as never) ?? {};
      },
    },
    closed: new Promise<void>((done) => {
      close = done;
    }),
  });
  return { wire, calls, send: (event: LabEvent) => send(event), close: () => close() };
}

async function openLab(answers: Record<string, (input: never) => unknown> = {}) {
  const core = fakeCore({
    'environments.list': () => [],
    'datasets.list': () => [],
    'runs.list': () => [],
    'lab.readState': () => ({}),
    ...answers,
  });
  const connection = new Connection(async () => core.wire());
  const lab = new LabState(connection);
  await connection.connect();
  await vi.advanceTimersByTimeAsync(1);
  return { lab, core, connection };
}

test('the lab is ready once everything is read', async () => {
  const environment = { id: 'env_1', name: 'Meadow' } as EnvironmentRow;
  const { lab } = await openLab({ 'environments.list': () => [environment] });
  expect(lab.ready).toBe(true);
  expect(lab.environment('env_1')?.name).toBe('Meadow');
  expect(lab.environment('env_2')).toBeNull();
});

test('a burst of changes is answered with one refetch, and pages are told', async () => {
  const { lab, core } = await openLab();
  const before = lab.revision.runs;
  core.calls.length = 0;
  for (let i = 0; i < 5; i++) {
    core.send({ type: 'changed', topic: 'runs', ids: [] });
    await vi.advanceTimersByTimeAsync(5);
  }
  await vi.advanceTimersByTimeAsync(200);
  expect(core.calls.filter((name) => name === 'runs.list')).toHaveLength(1);
  expect(lab.revision.runs).toBe(before + 1);
});

test('progress shows at once; an end makes the runs be read again', async () => {
  const run = { id: 'run_1', status: 'running' } as Run;
  const { lab, core } = await openLab({ 'runs.list': () => [run] });
  core.send({
    type: 'progress',
    progress: { runId: 'run_1', status: 'running', iteration: 7 } as RunProgress,
  });
  await vi.advanceTimersByTimeAsync(1);
  expect(lab.progress.get('run_1')?.iteration).toBe(7);
  expect(lab.activeRuns).toHaveLength(1);
  core.calls.length = 0;
  core.send({
    type: 'progress',
    progress: { runId: 'run_1', status: 'finished', iteration: 9 } as RunProgress,
  });
  await vi.advanceTimersByTimeAsync(200);
  expect(core.calls).toContain('runs.list');
});

test('deleting offers an undo that restores the same things', async () => {
  const restored = vi.fn(() => ({}));
  const { lab } = await openLab({ 'runs.restore': restored });
  await lab.remove('runs', ['run_1', 'run_2'], '2 runs');
  const toast = toasts.list.at(-1);
  expect(toast?.message).toBe('Deleted 2 runs');
  toasts.act(toast?.id ?? -1);
  await vi.advanceTimersByTimeAsync(1);
  expect(restored).toHaveBeenCalledWith({ ids: ['run_1', 'run_2'] });
});

test('a failure becomes words and null, and nothing else', async () => {
  const { lab } = await openLab({
    'runs.remove': () => {
      throw new LabError('Conflict', 'The run is running.', { remedy: 'Cancel it first.' });
    },
  });
  await lab.remove('runs', ['run_1'], 'a run');
  expect(toasts.list).toHaveLength(1);
  expect(toasts.list[0]).toMatchObject({
    tone: 'error',
    message: 'The run is running.',
    detail: 'Cancel it first.',
  });
});

test('after a lost connection the same lab is read anew', async () => {
  const { lab, core, connection } = await openLab();
  core.close();
  await vi.advanceTimersByTimeAsync(1);
  expect(connection.status).toBe('lost');
  const before = lab.revision.demonstrations;
  await connection.connect();
  await vi.advanceTimersByTimeAsync(1);
  expect(lab.revision.demonstrations).toBe(before + 1);
});
