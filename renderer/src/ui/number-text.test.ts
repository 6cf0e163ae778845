import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, readNumber, showCount, showNumber } from './number-text.ts';

const unit = { min: 0, max: 1, integer: false };

test.each([
  ['', unit, 'Type a number from 0 to 1.'],
  ['abc', unit, 'Type a number from 0 to 1.'],
  ['NaN', unit, 'Type a number from 0 to 1.'],
  ['Infinity', unit, 'Type a number from 0 to 1.'],
  ['1.5', unit, '1.5 is out of range: from 0 to 1.'],
  ['-1', unit, '−1 is out of range: from 0 to 1.'],
  ['2.5', { min: 0, max: 9, integer: true }, 'Whole numbers only.'],
])('%j is refused with a sentence', (text, range, reason) => {
  expect(readNumber(text, range)).toEqual({ ok: false, reason });
});

test('whatever is shown can be typed back', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
      const read = readNumber(showNumber(value, 17).replace('e−', 'e-'), {
        min: -1e13,
        max: 1e13,
        integer: false,
      });
      expect(read.ok).toBe(true);
      if (read.ok) expect(Math.abs(read.value - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
    }),
  );
});

test('numbers are shown by magnitude', () => {
  expect([0, 0.05, 1 / 3, 12345.678, 1e-6, -2.5e10].map((x) => showNumber(x))).toEqual([
    '0',
    '0.05',
    '0.333333',
    '12345.7',
    '1e−6',
    '−2.5e10',
  ]);
  expect([countOf(1, 'run'), countOf(0, 'run')]).toEqual(['1 run', '0 runs']);
  expect([1234, 12345, 1234567].map(showCount)).toEqual(['1234', '12\u202f345', '1\u202f234\u202f567']);
});
