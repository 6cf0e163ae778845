import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isNumber, isString, Memory } from './memory.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('values come back from the lab file, and nonsense falls back to the default', () => {
  const memory = new Memory();
  memory.attach({ 'pane:a': '320', broken: '{', screen: '"infer"' }, async () => {});
  expect(memory.get('pane:a', 1, isNumber)).toBe(320);
  expect(memory.get('broken', 7, isNumber)).toBe(7);
  expect(memory.get('screen', 3, isNumber)).toBe(3);
  expect(memory.get('screen', '', isString)).toBe('infer');
});

test('changes are written once, after a moment, and only when they are changes', async () => {
  const memory = new Memory();
  const write = vi.fn(async () => {});
  memory.attach({ size: '1' }, write);
  memory.set('size', 1);
  memory.set('size', 2);
  memory.set('size', 3);
  await vi.runAllTimersAsync();
  expect(write.mock.calls).toEqual([['size', '3']]);
});

test('what could not be written is written after the connection is back', async () => {
  const memory = new Memory();
  memory.attach({}, async () => Promise.reject(new Error('gone')));
  memory.set('size', 5);
  await vi.runAllTimersAsync();
  const write = vi.fn(async () => {});
  memory.attach({ size: '1' }, write);
  await vi.runAllTimersAsync();
  expect(write.mock.calls).toEqual([['size', '5']]);
  expect(memory.get('size', 0, isNumber)).toBe(5);
});
