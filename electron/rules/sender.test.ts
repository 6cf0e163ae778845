import { expect, test } from 'vitest';
import { isTrustedSender, requireTrustedSender } from './sender.ts';

test('only the top frame of the page is trusted', () => {
  expect(isTrustedSender({ url: 'app://apprentice/index.html', parent: null })).toBe(true);
  expect(isTrustedSender({ url: 'app://apprentice/index.html', parent: {} })).toBe(false);
  expect(isTrustedSender({ url: 'https://example.invalid/app://apprentice', parent: null })).toBe(false);
  expect(isTrustedSender({ url: '', parent: null })).toBe(false);
  expect(isTrustedSender(null)).toBe(false);
});

test('others are told so with a code', () => {
  expect(() => requireTrustedSender({ url: 'https://example.invalid/', parent: null })).toThrow(
    expect.objectContaining({ code: 'Forbidden', where: 'https://example.invalid/' }),
  );
  expect(() => requireTrustedSender({ url: 'app://apprentice/', parent: null })).not.toThrow();
});
