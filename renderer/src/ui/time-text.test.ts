import { expect, test } from 'vitest';
import { duration, relativeTime, showBytes } from './time-text.ts';

test.each([
  [400, '0.4 s'],
  [12_300, '12 s'],
  [200_000, '3 min 20 s'],
  [7_500_000, '2 h 5 min'],
  [7_200_000, '2 h'],
  [45 * 60_000, '45 min'],
  [3 * 86_400_000, '3 d'],
])('%d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test('times are loose, sizes short', () => {
  const now = 1e12;
  expect([1_000, 90_000, 5 * 3_600_000, 40 * 86_400_000].map((ago) => relativeTime(now - ago, now))).toEqual([
    'just now',
    '1 min ago',
    '5 h ago',
    '40 d ago',
  ]);
  expect([12, 4_200, 38_000, 1.2e9].map(showBytes)).toEqual(['12 B', '4.2 kB', '38 kB', '1.2 GB']);
});
