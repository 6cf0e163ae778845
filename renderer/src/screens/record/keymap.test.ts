import { expect, test } from 'vitest';
import { buildWorld, examples } from '../../../../core/mdp/index.ts';
import { turnCadence } from './cadence.ts';
import { pressed } from './gamepad.ts';
import { actionOf, actionTowards, capPlaces, defaultKeys, keyLabel, rebind } from './keymap.ts';

const { actions } = buildWorld(examples[0].spec);

test('arrow keys drive by default; actions without keys get digits; reserved keys stay free', () => {
  const keys = defaultKeys(actions);
  expect(actions[actionOf(keys, 'ArrowRight')].name).toBe('right');
  expect(actionOf(keys, 'KeyR')).toBe(-1);
  const nameless = [{ name: 'bus', direction: null, keys: [] }];
  expect(defaultKeys(nameless)).toEqual([['Digit1']]);
  expect(defaultKeys([{ name: 'x', direction: null, keys: ['Enter'] }])).toEqual([['Digit1']]);
});

test('a key belongs to one action; reserved keys cannot be taken', () => {
  const keys = rebind(defaultKeys(actions), 0, 'ArrowRight');
  expect(actionOf(keys, 'ArrowRight')).toBe(0);
  expect(keys.flat().filter((code) => code === 'ArrowRight')).toHaveLength(1);
  expect(rebind(keys, 0, 'Enter')).toBe(keys);
});

test('keys are shown as what is written on them', () => {
  expect(['ArrowUp', 'KeyW', 'Digit3', 'Numpad8', 'Space'].map(keyLabel)).toEqual([
    '↑',
    'W',
    '3',
    'Num 8',
    'Space',
  ]);
});

test('moves lie around the middle; other actions have no place', () => {
  expect(capPlaces(actions)?.[actionTowards(actions, 0, -1)]).toEqual({ column: 2, row: 1, span: 1 });
  expect(capPlaces([{ name: 'bus', direction: null, keys: [] }])).toBeNull();
});

test('a gamepad button acts once, when it goes down', () => {
  const up = Array.from({ length: 16 }, (_, i) => i === 12);
  const none = up.map(() => false);
  expect(pressed(none, up)).toEqual([{ kind: 'move', x: 0, y: -1 }]);
  expect(pressed(up, up)).toEqual([]);
});

test('cadence: rate and jitter of uneven steps; nothing to say about fewer than two', () => {
  expect(turnCadence([0, 100, 400])).toMatchObject({ achievedRate: 5, jitter: 100, lateTicks: 0 });
  expect(turnCadence([5])).toMatchObject({ achievedRate: 0, jitter: 0 });
});
