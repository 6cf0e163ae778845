import { expect, test } from 'vitest';
import { parseStart } from './start-options.ts';

test('a plain start opens the desktop app on the sample lab', () => {
  expect(parseStart([])).toEqual({ browser: false, lab: null, port: null, open: true });
});

test('a lab file may be named with or without its option', () => {
  expect(parseStart(['a.lab'])).toMatchObject({ lab: 'a.lab' });
  expect(parseStart(['--lab', 'a.lab', '--browser', '--no-open'])).toEqual({
    browser: true,
    lab: 'a.lab',
    port: null,
    open: false,
  });
});

test('a port asks for the page in a browser', () => {
  expect(parseStart(['--port', '0'])).toMatchObject({ browser: true, port: 0 });
});

test('what is wrong is said', () => {
  for (const args of [['--nonsense'], ['--port', 'x'], ['--port', '70000'], ['a.lab', 'b.lab'], ['--lab']])
    expect(parseStart(args)).toHaveProperty('wrong');
  expect(parseStart(['--lab', 'a.lab', 'b.lab'])).toHaveProperty('wrong');
  expect(parseStart(['-h'])).toBe('help');
});
