import { expect, test } from 'vitest';
import { parseCoreMessage } from './core-messages.ts';

test('readiness names the lab file, failure says why and what to do', () => {
  expect(parseCoreMessage({ type: 'apprentice:ready', labPath: '/a.lab' })).toEqual({
    type: 'ready',
    labPath: '/a.lab',
  });
  const error = { code: 'LabFileInUse', message: 'The file is open elsewhere.', remedy: 'Close it there.' };
  expect(parseCoreMessage({ type: 'apprentice:failed', error })).toEqual({
    type: 'failed',
    message: 'The file is open elsewhere. Close it there.',
  });
  expect(parseCoreMessage({ type: 'apprentice:failed' })).toEqual({
    type: 'failed',
    message: 'The core process could not start.',
  });
});

test('a copy was made, or why not', () => {
  expect(parseCoreMessage({ type: 'apprentice:copied', path: '/b.lab', error: null })).toEqual({
    type: 'copied',
    path: '/b.lab',
    problem: null,
  });
  const error = { code: 'DiskFull', message: 'The disk is full.', remedy: 'Make room.' };
  expect(parseCoreMessage({ type: 'apprentice:copied', path: '/b.lab', error })).toMatchObject({
    problem: 'The disk is full. Make room.',
  });
});

test('anything else is no message', () => {
  for (const message of [null, 3, 'apprentice:ready', {}, { type: 'ready' }, { type: 'apprentice:ready' }])
    expect(parseCoreMessage(message)).toBeNull();
});
