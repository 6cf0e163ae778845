import fc from 'fast-check';
import { expect, test } from 'vitest';
import { syntaxErrorAt } from './json-syntax.ts';

test.each([
  ['{"a": [1,]}', ']}'],
  ['{"a": 1,}', '}'],
  ['{"a": nul}', 'nul}'],
  ['[1 2]', '2]'],
  ['{"a": {"b": 1]}', ']}'],
  ['{"a" 1}', '1}'],
  ['[01]', '1]'],
  ['["one\ntwo"]', '"one\ntwo"]'],
  ['{"a":', ''],
  ['[1] x', 'x'],
  ['{a: 1}', 'a: 1}'],
  ['{1: 1}', '1: 1}'],
])('%j stops being JSON at %j', (text, rest) => {
  expect(text.slice(syntaxErrorAt(text))).toBe(rest);
});

test('valid JSON is read to its end; with one character changed it still is, or the parser refuses it too', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom(...'[]{},:"0x\\ '), (value, at, put) => {
      const text = JSON.stringify(value, null, 1);
      expect(syntaxErrorAt(text)).toBe(text.length);
      const place = at % (text.length + 1);
      const changed = text.slice(0, place) + put + text.slice(place + 1);
      if (syntaxErrorAt(changed) < changed.length) expect(() => JSON.parse(changed)).toThrow(SyntaxError);
    }),
    { numRuns: 500 },
  );
});
