import { expect, test } from 'vitest';
import { formatHash, Navigation, parseHash } from './navigation.svelte.ts';

test('an address survives the way to text and back', () => {
  const place = { screen: 'infer', params: { run: 'run_1', note: 'a&b = c' } } as const;
  expect(parseHash(formatHash(place))).toEqual(place);
});

test.each(['', '#', '#/nowhere?x=1', '#/../etc'])('%j is home', (hash) => {
  expect(parseHash(hash)).toEqual({ screen: 'environments', params: {} });
});

test('a screen returns to where it was left; set changes parameters in place', () => {
  const navigation = new Navigation(window);
  navigation.go('infer', { run: 'run_1' });
  navigation.set({ tab: 'map', run: null });
  expect(navigation.params).toEqual({ tab: 'map' });
  navigation.go('record');
  expect(navigation.screen).toBe('record');
  navigation.open('infer');
  expect(navigation.params).toEqual({ tab: 'map' });
  expect(navigation.href('compare')).toBe('#/compare');
});
