import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { menuTemplate } from '../electron/rules/menu-template.ts';

test('the native menu goes to every screen that the page has, in its order', () => {
  // The page and the shell may not import each other, so their lists are held together here.
  const source = readFileSync(new URL('../renderer/src/lab/navigation.svelte.ts', import.meta.url), 'utf8');
  const list = /screenIds = \[([^\]]*)\]/.exec(source)?.[1] ?? '';
  const screens = [...list.matchAll(/'([a-z]+)'/g)].map((match) => match[1]);
  const menus = JSON.stringify(
    menuTemplate({ platform: 'linux', appName: 'Apprentice', recent: [], packaged: true }),
  );
  const inMenu = [...menus.matchAll(/"screen":"([a-z]+)"/g)].map((match) => match[1]);
  expect(screens.length).toBeGreaterThan(6);
  expect(inMenu).toEqual(screens);
});
