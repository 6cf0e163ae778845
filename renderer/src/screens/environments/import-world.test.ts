import { expect, test } from 'vitest';
import { examples } from '../../../../core/mdp/index.ts';
import { exportFileName, exportWorld, importWorld } from './import-world.ts';

const coin = `{
  "kind": "explicit",
  "states": ["here", "there"],
  "actions": ["go"],
  "transitions": [
    { "from": "here", "action": "go", "to": "there", "probability": 0.6 },
    { "from": "there", "action": "go", "to": "there", "probability": 1 }
  ],
  "initial": { "here": 1 }
}`;

test('every example survives export and import', () => {
  for (const { name, description, spec } of examples) {
    const result = importWorld(exportWorld({ name, notes: description, spec }), 'x.json');
    expect(result).toEqual({ ok: true, world: { name, notes: description, spec } });
  }
});

test('a bare spec takes its name from the file', () => {
  const result = importWorld(coin.replace('0.6', '1'), 'two states.json');
  expect(result.ok && result.world.name).toBe('two states');
});

test('probabilities that do not sum to 1 are pointed at in the text', () => {
  const result = importWorld(coin, 'x.json');
  if (result.ok) throw new Error('accepted');
  const { from, to } = result.fault.range;
  expect(result.fault.error.code).toBe('InvalidInput');
  expect(coin.slice(from, to)).toContain('"here"');
  expect(result.fault.error.kept).toContain('Nothing was added');
});

test('a wrong type is pointed at, inside an envelope too', () => {
  const text = `{ "name": "x", "spec": ${coin.replace('0.6', '"much"')} }`;
  const result = importWorld(text, 'x.json');
  if (result.ok) throw new Error('accepted');
  expect(text.slice(result.fault.range.from, result.fault.range.to)).toBe('"much"');
  expect(result.fault.line).toBe(6);
});

test.each([
  ['{ "kind": ', 1],
  ['{\n "a": 1,\n oops\n}', 3],
  ['{\n "states": ["here",],\n "actions": []\n}', 2],
])('malformed JSON %j is pointed at by line', (text, line) => {
  const result = importWorld(text, 'x.json');
  if (result.ok) throw new Error('accepted');
  expect(result.fault.error.message).toBe('This is not valid JSON.');
  expect(result.fault.line).toBe(line);
});

test('file names are plain', () => {
  expect(exportFileName('Windy meadow (copy)')).toBe('windy-meadow-copy.json');
  expect(exportFileName('!!!')).toBe('environment.json');
});
