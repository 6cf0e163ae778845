import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LabError } from '../../../core/base/errors.ts';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('undo runs once and takes the toast away', () => {
  const toasts = new Toasts();
  const undo = vi.fn();
  const id = toasts.undoable('Deleted', undo);
  toasts.act(id);
  toasts.act(id);
  expect(undo).toHaveBeenCalledTimes(1);
  expect(toasts.list).toEqual([]);
});

test('a toast goes by itself, but not while it is held', () => {
  const toasts = new Toasts();
  const id = toasts.show('Saved');
  toasts.pause(id);
  vi.advanceTimersByTime(60_000);
  expect(toasts.list).toHaveLength(1);
  toasts.resume(id);
  vi.advanceTimersByTime(60_000);
  expect(toasts.list).toEqual([]);
});

test('a core that is gone is left to the banner', () => {
  const toasts = new Toasts();
  expect(toasts.error(new LabError('BackendGone', 'The core does not answer.', {})).code).toBe('BackendGone');
  expect(toasts.list).toEqual([]);
});

test('an error says what happened, where, what was kept and what to do', () => {
  const toasts = new Toasts();
  toasts.error(
    new LabError('DiskFull', 'The disk is full.', { kept: 'All is kept.', remedy: 'Free some space.' }),
  );
  expect(toasts.list[0]).toMatchObject({
    tone: 'error',
    message: 'The disk is full.',
    detail: 'All is kept. Free some space.',
  });
});
