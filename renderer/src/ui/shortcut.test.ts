import { expect, test } from 'vitest';
import { matchesShortcut, shortcutKeys } from './shortcut.ts';

const press = (key: string, held: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...held });

test('plus is a key too', () => {
  expect(shortcutKeys('+')).toEqual(['+']);
  expect(shortcutKeys('Shift+K')).toHaveLength(2);
  expect(matchesShortcut(press('+', { shiftKey: true }), '+')).toBe(true);
  expect(matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K')).toBe(true);
  expect(matchesShortcut(press('k'), 'Mod+K')).toBe(false);
});
