import { expect, test } from 'vitest';
import { parseBrowserArguments } from './arguments.ts';

test('nothing said means the sample lab on its usual port', () => {
  expect(parseBrowserArguments([])).toEqual({
    labPath: null,
    staticDir: null,
    port: null,
    devOrigin: null,
    announce: 'text',
  });
});

test('everything can be said', () => {
  const args = '--lab a.lab --static dist --port 0 --dev-origin http://localhost:5173 --json'.split(' ');
  expect(parseBrowserArguments(args)).toEqual({
    labPath: 'a.lab',
    staticDir: 'dist',
    port: 0,
    devOrigin: 'http://localhost:5173',
    announce: 'json',
  });
  expect(parseBrowserArguments(['-h'])).toBe('help');
});

test.each([
  [['--port', 'many']],
  [['--port', '65536']],
  [['--port', '1e3']],
  [['--dev-origin', 'http://example.com']],
  [['--what']],
  [['stray']],
])('%j is refused as InvalidInput', (args) => {
  expect(() => parseBrowserArguments(args)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
});
