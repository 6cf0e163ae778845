import { expect, test } from 'vitest';
import { openCommand } from './open-page.ts';

const url = 'http://127.0.0.1:4000/?token=a&b=1';

test('each platform opens a page its own way, and never through a shell', () => {
  expect(openCommand('linux', { DISPLAY: ':0' }, url)).toEqual({ command: 'xdg-open', args: [url] });
  expect(openCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' }, url)?.command).toBe('xdg-open');
  expect(openCommand('darwin', {}, url)).toEqual({ command: 'open', args: [url] });
  expect(openCommand('win32', {}, url)?.args).toEqual(['url.dll,FileProtocolHandler', url]);
});

test('a machine without a screen opens nothing', () => {
  expect(openCommand('linux', {}, url)).toBeNull();
});
