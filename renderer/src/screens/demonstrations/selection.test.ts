import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose, move, nothingSelected, pick, prune, reachOf } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const ids = (selected: { ids: ReadonlySet<string> }) => [...selected.ids].sort();

test('click, Shift click and Ctrl click do what they do in a file manager', () => {
  let now = pick(nothingSelected, order, 'b', 'one');
  now = pick(now, order, 'd', 'range');
  expect(ids(now)).toEqual(['b', 'c', 'd']);
  now = pick(now, order, 'a', 'range');
  expect(ids(now)).toEqual(['a', 'b']);
  now = pick(now, order, 'e', 'toggle');
  expect(ids(now)).toEqual(['a', 'b', 'e']);
  now = pick(now, order, 'a', 'toggle');
  expect(ids(now)).toEqual(['b', 'e']);
  expect(ids(pick(now, order, 'c', 'one'))).toEqual(['c']);
});

test('keys move the focus, and with Shift extend from the anchor', () => {
  let now = move(nothingSelected, order, 1, 'one');
  expect(now.focus).toBe('a');
  now = move(now, order, 1, 'range');
  now = move(now, order, 1, 'range');
  expect(ids(now)).toEqual(['a', 'b', 'c']);
  now = move(now, order, -1, 'range');
  expect(ids(now)).toEqual(['a', 'b']);
  expect(move(now, order, 99, 'one').focus).toBe('e');
  expect(move(nothingSelected, [], 1, 'one')).toBe(nothingSelected);
});

test('a selection only ever holds rows of the list', () => {
  const reach = fc.constantFrom('one' as const, 'toggle' as const, 'range' as const);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...order), reach)), (picks) => {
      let now = nothingSelected;
      for (const [id, how] of picks) now = pick(now, order, id, how);
      for (const id of now.ids) expect(order).toContain(id);
      if (picks.length > 0) expect(now.focus).toBe(picks.at(-1)?.[0]);
    }),
  );
});

test('when rows go away the focus goes to the next one', () => {
  const now = choose(['b', 'c']);
  const after = prune(now, order, ['a', 'd', 'e']);
  expect(after.focus).toBe('d');
  expect(ids(after)).toEqual(['d']);
  expect(prune(choose(['e']), order, ['a']).focus).toBe('a');
  expect(prune(choose(['a']), order, order).focus).toBe('a');
});

test('modifiers choose the reach', () => {
  const keys = { shiftKey: false, ctrlKey: false, metaKey: false };
  expect(reachOf(keys)).toBe('one');
  expect(reachOf({ ...keys, metaKey: true })).toBe('toggle');
  expect(reachOf({ ...keys, shiftKey: true })).toBe('range');
});
