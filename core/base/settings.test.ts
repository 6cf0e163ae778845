import { expect, test } from 'vitest';
import { choice, defaultSettings, number, settingsSchema } from './settings.ts';

const definition = {
  model: choice({
    label: 'Model',
    help: 'Which one.',
    level: 'basic',
    default: 'a',
    options: [
      { value: 'a', label: 'A', help: 'The first.' },
      { value: 'b', label: 'B', help: 'The second.' },
    ],
  }),
  rate: number({
    label: 'Rate',
    help: 'How fast.',
    level: 'basic',
    default: 0.5,
    min: 0,
    max: 1,
    scale: 'linear',
  }),
  count: number({
    label: 'Count',
    help: 'How many.',
    level: 'advanced',
    default: 3,
    min: 1,
    max: 9,
    scale: 'integer',
  }),
} as const;
const schema = settingsSchema(definition);

test('the defaults of a definition satisfy its schema', () => {
  const defaults = defaultSettings(definition);
  expect(defaults).toEqual({ model: 'a', rate: 0.5, count: 3 });
  expect(schema.parse(defaults)).toEqual(defaults);
});

test.each([
  ['NaN', { model: 'a', rate: Number.NaN, count: 3 }, 'rate'],
  ['infinity', { model: 'a', rate: Number.POSITIVE_INFINITY, count: 3 }, 'rate'],
  ['below the range', { model: 'a', rate: -0.1, count: 3 }, 'rate'],
  ['above the range', { model: 'a', rate: 1.1, count: 3 }, 'rate'],
  ['a fraction where an integer belongs', { model: 'a', rate: 0.5, count: 2.5 }, 'count'],
  ['an unknown option', { model: 'c', rate: 0.5, count: 3 }, 'model'],
  ['text for a number', { model: 'a', rate: '0.5', count: 3 }, 'rate'],
])('%s is refused, at its key', (_what, value, key) => {
  expect(schema.safeParse(value).error?.issues[0].path).toEqual([key]);
});

test('a missing and an unknown key are refused', () => {
  expect(schema.safeParse({ model: 'a', rate: 0.5 }).success).toBe(false);
  expect(schema.safeParse({ model: 'a', rate: 0.5, count: 3, more: 1 }).success).toBe(false);
});
