import { expect, test } from 'vitest';
import type { Measurement } from './benchmark.ts';
import { ratio, readable, report } from './report.ts';

const backup: Measurement = { name: 'backup', value: 20, unit: 'ns', better: 'lower', target: 40 };
const steps: Measurement = { name: 'steps', value: 0.4e6, unit: 'steps/s', better: 'higher', target: 0.8e6 };

test('above 1 is better than asked for, whichever way is good', () => {
  expect(ratio(backup)).toBe(2);
  expect(ratio(steps)).toBe(0.5);
  expect(ratio({ ...backup, target: null })).toBeNull();
});

test('the table says what was met and what was missed', () => {
  const table = report([backup, steps, { ...backup, name: 'free', target: null }]);
  expect(table).toContain('2.00x met');
  expect(table).toContain('0.50x MISSED');
  expect(table).toContain('≥ 800,000 steps/s');
  expect(table.split('\n')).toHaveLength(6);
});

test('numbers are readable', () => {
  expect(readable(1234567.8)).toBe('1,234,568');
  expect(readable(0.012345)).toBe('0.0123');
});
