import { expect, test } from 'vitest';
import { progressLine } from './progress.ts';
import { brief, textTable } from './table.ts';

test('columns line up', () => {
  const table = textTable(
    [
      { title: 'Name', align: 'left' },
      { title: 'Steps', align: 'right' },
    ],
    [
      ['a', '10'],
      ['longer', '7'],
    ],
  );
  expect(table).toBe('Name    Steps\n──────  ─────\na          10\nlonger      7\n');
});

test('numbers keep four significant digits and stay readable', () => {
  expect(brief(0)).toBe('0');
  expect(brief(-0.71828)).toBe('-0.7183');
  expect(brief(1234.5678)).toBe('1235');
  expect(brief(12.345678)).toBe('12.35');
  expect(brief(0.00123456)).toBe('0.001235');
  expect(brief(1e-9)).toBe('1.00e-9');
  expect(brief(12_345_678)).toBe('1.23e+7');
});

test('a bar is as full as its share and fits its line', () => {
  expect(progressLine('Recording', 0.5, '20 of 40', 80)).toContain(' 50 %  20 of 40');
  expect(progressLine('Recording', 0, '', 80)).not.toContain('█');
  expect(progressLine('Recording', 7, '', 80)).not.toContain('░');
  expect(progressLine('Recording', 0.5, 'a very long note '.repeat(9), 60).length).toBeLessThan(60);
});
