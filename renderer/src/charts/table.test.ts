import { expect, test } from 'vitest';
import { tableOf } from './table.ts';

test('a long curve becomes a dozen rows with both ends', () => {
  const x = Float64Array.from({ length: 1000 }, (_, i) => i);
  const table = tableOf('Gap', 'iteration', 'nats', [
    { id: 'a', name: 'Training', colour: '', dash: null, x, y: x },
  ]);
  expect(table.caption).toBe('Gap (nats)');
  expect(table.columns).toEqual(['iteration', 'Training']);
  expect(table.rows).toHaveLength(12);
  expect(table.rows[0]).toEqual(['0', '0']);
  expect(table.rows.at(-1)).toEqual(['999', '999']);
});

test('no series, no rows', () => {
  expect(tableOf('Gap', 'iteration', '', []).rows).toEqual([]);
});
