import { expect, test } from 'vitest';
import { changed, chipsOf, noFilter, whoDrove } from './filters.ts';

const nameOf = { environment: () => 'Windy meadow', dataset: () => 'First' };

test('every filter is a chip that can be taken away alone', () => {
  const filter = changed(noFilter, {
    environmentId: 'env_1',
    minLength: 5,
    maxLength: 20,
    minReturn: -1,
    text: 'mud',
    deleted: 'only',
  });
  const chips = chipsOf(filter, nameOf);
  expect(chips.map((chip) => chip.text)).toEqual([
    'Windy meadow',
    'Length 5 to 20',
    'Return from \u22121',
    '“mud”',
    'Deleted',
  ]);
  expect(chips[1].without).toEqual({ environmentId: 'env_1', minReturn: -1, text: 'mud', deleted: 'only' });
  expect(chips[4].without.deleted).toBe('no');
  expect(chipsOf(noFilter, nameOf)).toEqual([]);
});

test('an empty text is no filter', () => {
  expect(changed(noFilter, { text: '' })).toEqual(noFilter);
});

test('who drove, in words', () => {
  expect(whoDrove({ kind: 'person', name: '', device: 'keyboard' })).toBe('By hand, keyboard');
  expect(
    whoDrove({ kind: 'expert', expert: 'soft-optimal', temperature: 0.5, epsilon: 0, discount: 1 }),
  ).toBe('Soft-optimal, α 0.5');
  expect(
    whoDrove({ kind: 'expert', expert: 'epsilon-mixed', temperature: 1, epsilon: 0.1, discount: 1 }),
  ).toBe('Optimal with 10 % slips');
});
