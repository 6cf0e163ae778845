import { expect, test, vi } from 'vitest';
import { Commands } from './commands.svelte.ts';

const press = (key: string, about: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...about });

test('a shortcut runs the newest enabled command, once, and takes the key', () => {
  const commands = new Commands();
  const [old, newer, off] = [vi.fn(), vi.fn(), vi.fn()];
  commands.add([{ id: 'a', title: 'A', group: 'G', shortcut: 'R', run: old }]);
  const remove = commands.add([{ id: 'b', title: 'B', group: 'G', shortcut: 'R', run: newer }]);
  commands.add([{ id: 'c', title: 'C', group: 'G', shortcut: 'R', run: off, enabled: () => false }]);
  const event = press('r');
  commands.handle(event);
  expect([old, newer, off].map((run) => run.mock.calls.length)).toEqual([0, 1, 0]);
  expect(event.defaultPrevented).toBe(true);
  commands.handle(event);
  expect(newer).toHaveBeenCalledTimes(1);
  remove();
  commands.handle(press('r'));
  expect(old).toHaveBeenCalledTimes(1);
});

test('while typing, letters are letters and Mod shortcuts still work', () => {
  const commands = new Commands();
  const [letter, mod] = [vi.fn(), vi.fn()];
  commands.add([
    { id: 'a', title: 'A', group: 'G', shortcut: 'R', run: letter },
    { id: 'b', title: 'B', group: 'G', shortcut: 'Mod+K', run: mod },
  ]);
  const input = document.createElement('input');
  document.body.append(input);
  window.addEventListener('keydown', (event) => commands.handle(event));
  input.dispatchEvent(press('r', { bubbles: true }));
  input.dispatchEvent(press('k', { bubbles: true, ctrlKey: true }));
  expect(letter).not.toHaveBeenCalled();
  expect(mod).toHaveBeenCalledTimes(1);
});
