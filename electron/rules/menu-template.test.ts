import { expect, test } from 'vitest';
import { type Menu, type MenuItem, menuTemplate, screens } from './menu-template.ts';

const template = (platform: NodeJS.Platform, recent: string[] = [], packaged = true) =>
  menuTemplate({ platform, appName: 'Apprentice', recent, packaged });

const itemsOf = (menus: readonly Menu[], label: string): readonly MenuItem[] =>
  menus.find((menu) => menu.label === label)?.items ?? [];

function everyItem(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) => (item.kind === 'submenu' ? [item, ...everyItem(item.items)] : [item]));
}

test('each platform has its own bar', () => {
  expect(template('linux').map((menu) => menu.label)).toEqual([
    'File',
    'Edit',
    'View',
    'Go',
    'Window',
    'Help',
  ]);
  expect(template('darwin')[0]?.label).toBe('Apprentice');
  expect(itemsOf(template('linux'), 'File')).toContainEqual({ kind: 'role', role: 'quit' });
  expect(itemsOf(template('darwin'), 'File')).toContainEqual({ kind: 'role', role: 'close' });
});

test('Go leads to every screen by number', () => {
  const go = itemsOf(template('linux'), 'Go');
  expect(go).toHaveLength(screens.length);
  expect(go[1]).toEqual({
    kind: 'page',
    label: 'Record',
    accelerator: 'CmdOrCtrl+2',
    command: { type: 'go', screen: 'record' },
  });
});

test('recent labs are listed with a way to clear them; an empty list is empty', () => {
  const recentOf = (recent: string[]) =>
    itemsOf(template('linux', recent), 'File').find((item) => item.kind === 'submenu');
  expect(recentOf([])).toMatchObject({ items: [] });
  expect(recentOf(['/a.lab', '/b.lab'])).toMatchObject({
    items: [
      { command: { type: 'open-recent', path: '/a.lab' } },
      { command: { type: 'open-recent', path: '/b.lab' } },
      { kind: 'separator' },
      { command: { type: 'clear-recent' } },
    ],
  });
});

test('no accelerator is given twice, and developer tools are not in the packaged app', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    const items = template(platform, ['/a.lab']).flatMap((menu) => everyItem(menu.items));
    const keys = items.flatMap((item) =>
      'accelerator' in item && item.accelerator ? [item.accelerator] : [],
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(items).not.toContainEqual({ kind: 'role', role: 'toggleDevTools' });
  }
  const unpackaged = itemsOf(template('linux', [], false), 'View');
  expect(unpackaged).toContainEqual({ kind: 'role', role: 'toggleDevTools' });
});
