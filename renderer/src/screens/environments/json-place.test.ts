import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf, pathParts, placeOf } from './json-place.ts';

const cut = (text: string, path: string) => {
  const { from, to } = placeOf(text, path);
  return text.slice(from, to);
};

test('the value at a path is found among its likes', () => {
  const text = `{
  "transitions": [
    { "from": "a", "probability": 0.5 },
    { "from": "b}\\"", "probability": 0.7 }
  ],
  "empty": {}, "last": [[], [1, -2e3]]
}`;
  expect(cut(text, 'transitions[1].probability')).toBe('0.7');
  expect(cut(text, 'transitions[1].from')).toBe('"b}\\""');
  expect(cut(text, 'last[1][1]')).toBe('-2e3');
  expect(lineOf(text, placeOf(text, 'transitions[1].probability').from)).toBe(4);
});

test('a path that goes on too far points at the innermost value there is', () => {
  expect(cut('{"a": {"b": 1}}', 'a.c')).toBe('{"b": 1}');
  expect(cut('[1]', '')).toBe('[1]');
});

test('every value of any JSON is found', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ minLength: 1 }).filter((key) => !/[.[\]]/.test(key)),
        fc.jsonValue(),
        { minKeys: 1 },
      ),
      fc.constantFrom(0, 2),
      (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        for (const key of Object.keys(object))
          expect(JSON.parse(cut(text, key))).toEqual(JSON.parse(JSON.stringify(object[key])));
      },
    ),
  );
});

test('paths come apart', () => {
  expect(pathParts('transitions[3].probability')).toEqual(['transitions', 3, 'probability']);
});
