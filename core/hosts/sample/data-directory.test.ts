import { expect, test } from 'vitest';
import { dataDirectory } from './data-directory.ts';

const home = '/home/ada';

test.each([
  ['APPRENTICE_HOME wins everywhere', { APPRENTICE_HOME: '/data/lab' }, 'linux', home, '/data/lab'],
  [
    'an empty one does not count',
    { APPRENTICE_HOME: '' },
    'linux',
    home,
    '/home/ada/.local/share/Apprentice',
  ],
  ['Linux', {}, 'linux', home, '/home/ada/.local/share/Apprentice'],
  ['Linux with XDG', { XDG_DATA_HOME: '/xdg' }, 'linux', home, '/xdg/Apprentice'],
  [
    'a relative XDG folder is ignored',
    { XDG_DATA_HOME: 'xdg' },
    'linux',
    home,
    '/home/ada/.local/share/Apprentice',
  ],
  [
    'macOS',
    { XDG_DATA_HOME: '/xdg' },
    'darwin',
    '/Users/ada',
    '/Users/ada/Library/Application Support/Apprentice',
  ],
  [
    'Windows',
    { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
    'win32',
    'C:\\Users\\ada',
    'C:\\Users\\ada\\AppData\\Roaming\\Apprentice',
  ],
  ['Windows without APPDATA', {}, 'win32', 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Apprentice'],
])('the data folder: %s', (_what, env, platform, where, expected) => {
  expect(dataDirectory({ env, platform, home: where })).toBe(expected);
});
