import { expect, test } from 'vitest';
import { rawText } from './copy.ts';

function fragment(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}

test('a copied number has all its digits', () => {
  expect(rawText(fragment('gap <data value="0.123456789">0.123</data>'))).toBe('gap 0.123456789');
});

test('a copied table is tab-separated', () => {
  const table =
    '<table><tr><th>Run</th><th>Gap</th></tr><tr><td>A</td><td><data value="-1.5e-7">x</data></td></tr></table>';
  expect(rawText(fragment(table))).toBe('Run\tGap\nA\t-1.5e-7');
});
