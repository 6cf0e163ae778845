import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowHeight, rowsInSight, scrollToShow } from './row-window.ts';

test('every row in sight is drawn, and only a handful more', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(20_000),
      (scrollTop, height, count) => {
        const { from, to } = rowsInSight(scrollTop, height, count);
        expect(from <= to && from >= 0 && to <= count).toBe(true);
        expect(to - from).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 9);
        const first = Math.floor(scrollTop / rowHeight);
        if (first < count) expect(from <= first && to > first).toBe(true);
      },
    ),
  );
});

test('scrolling shows a row with the least movement', () => {
  expect(scrollToShow(0, 500, 300)).toBe(0);
  expect(scrollToShow(2, 0, 300)).toBe(0);
  expect(scrollToShow(9, 0, 300)).toBe(10 * rowHeight - 300);
});
