import { expect, test } from 'vitest';
import type { Run, RunProgress, RunStatus } from '../../../core/contract/index.ts';
import { drawerOrder, queueShare, queueText, runActions, shareDone } from './run-queue.ts';

const run = (id: string, status: RunStatus, createdAt = 0) => ({ id, status, createdAt }) as Run;
const at = (runId: string, iteration: number, maxIterations: number) =>
  ({ runId, iteration, maxIterations }) as RunProgress;

test('the pill counts what moves and what waits', () => {
  expect(queueText([run('a', 'finished')])).toBe('No runs active');
  expect(queueText([run('a', 'running'), run('b', 'queued'), run('c', 'interrupted')])).toBe(
    '1 running, 1 queued, 1 interrupted',
  );
});

test('progress is the mean of the running runs that know theirs', () => {
  const runs = [run('a', 'running'), run('b', 'running'), run('c', 'queued'), run('d', 'running')];
  const progress = new Map([
    ['a', at('a', 50, 100)],
    ['b', at('b', 100, 100)],
  ]);
  expect(queueShare(runs, progress)).toBe(0.75);
  expect(queueShare([run('c', 'queued')], progress)).toBeNull();
  expect(shareDone(run('d', 'running'), undefined)).toBeNull();
});

test('moving runs come first, then waiting ones, then the newest', () => {
  const order = drawerOrder([
    run('old', 'finished', 1),
    run('new', 'finished', 2),
    run('wait', 'paused', 0),
    run('move', 'running', 0),
  ]);
  expect(order.map(({ id }) => id)).toEqual(['move', 'wait', 'new', 'old']);
});

test('only a running run can be paused; an ended one resumes if it has somewhere to go on from', () => {
  expect(runActions('running')).toEqual({ pause: true, cancel: true, resume: false });
  expect(runActions('interrupted')).toEqual({ pause: false, cancel: false, resume: true });
  expect(runActions('finished')).toEqual({ pause: false, cancel: false, resume: false });
});
