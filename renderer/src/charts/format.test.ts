import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnFormat,
  counted,
  formatAge,
  formatCountTick,
  formatDuration,
  formatNumber,
  formatQuantity,
  formatShare,
  formatSigned,
  formatTick,
} from './format.ts';

/** Back to a number, to check that formatting only rounds. */
const read = (text: string) =>
  Number(
    text
      .replace(/\u202f/g, '')
      .replace('\u2212', '-')
      .replace(/^(-?)10(?=[\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079])/, '$11\u00d710')
      .replace(/\u00d710(.*)$/, (_, exponent: string) => {
        const digits = [...exponent].map((c) => (c === '\u207b' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('');
        return `e${digits}`;
      }),
  );

test('numbers are rounded by magnitude', () => {
  expect(formatNumber(0)).toBe('0');
  expect(formatNumber(-0)).toBe('0');
  expect(formatNumber(Math.PI)).toBe('3.14');
  expect(formatNumber(-0.51249)).toBe('\u22120.512');
  expect(formatNumber(0.00012345)).toBe('0.000123');
  expect(formatNumber(42)).toBe('42');
  expect(formatNumber(1234)).toBe('1234');
  expect(formatNumber(123456)).toBe('123\u202f456');
  expect(formatNumber(0.9999)).toBe('1.00');
  expect(formatNumber(1e-5)).toBe('10\u207b\u2075');
  expect(formatNumber(2.5e9)).toBe('2.5\u202f\u00d7\u202f10\u2079');
});

test('what is no number says so', () => {
  expect(formatNumber(Number.NaN)).toBe('\u2013');
  expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe('\u2212\u221e');
  expect(formatQuantity(Number.NaN, 'nats')).toBe('\u2013');
});

test('formatting loses at most the digits beyond the third', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), (value) => {
      const back = read(formatNumber(value));
      expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 0.0051 + 1e-300);
    }),
  );
});

test('signs, units, shares and counts', () => {
  expect(formatSigned(0.5)).toBe('+0.500');
  expect(formatSigned(0)).toBe('0');
  expect(formatQuantity(-0.5, 'nats')).toBe('\u22120.500\u00a0nats');
  expect(formatShare(0.008)).toBe('0.80\u00a0%');
  expect(formatShare(0.09)).toBe('9.0\u00a0%');
  expect(formatShare(0.0996)).toBe('10\u00a0%');
  expect(formatShare(-0.25)).toBe('\u221225\u00a0%');
  expect(formatShare(0.5)).toBe('50\u00a0%');
  expect(formatShare(0.00001)).toBe('< 0.01\u00a0%');
  expect(counted(1, 'run')).toBe('1\u00a0run');
  expect(counted(3, 'run')).toBe('3\u00a0runs');
});

test('a column shares its decimals', () => {
  const format = columnFormat([12.3456, -0.5]);
  expect(format(12.3456)).toBe('12.3');
  expect(format(-0.5)).toBe('\u22120.5');
  expect(format(-0.001)).toBe('0.0');
});

test('ticks have no trailing zeros', () => {
  expect(formatTick(-0.5, 'plain')).toBe('\u22120.5');
  expect(formatTick(0.30000000000000004, 'plain')).toBe('0.3');
  expect(formatTick(0.01, 'plain')).toBe('0.01');
  expect(formatTick(0.01, 'decades')).toBe('10\u207b\u00b2');
  expect(formatTick(2e-5, 'plain')).toBe('2\u202f\u00d7\u202f10\u207b\u2075');
  expect(formatTick(0, 'decades')).toBe('0');
});

test('counts on an axis are short', () => {
  expect(formatCountTick(5000)).toBe('5000');
  expect(formatCountTick(12_500)).toBe('12.5k');
  expect(formatCountTick(2_000_000)).toBe('2M');
});

test('durations and ages', () => {
  expect(formatDuration(850)).toBe('850\u00a0ms');
  expect(formatDuration(1200)).toBe('1.2\u00a0s');
  expect(formatDuration(12_400)).toBe('12\u00a0s');
  expect(formatDuration(200_000)).toBe('3\u00a0min 20\u00a0s');
  expect(formatDuration(7_500_000)).toBe('2\u00a0h 5\u00a0min');
  expect(formatAge(0, 30_000)).toBe('just now');
  expect(formatAge(0, 5 * 60_000)).toBe('5\u00a0min ago');
});
