import { type Component, flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { maxEntDefaults, maxEntDefinition } from '../../../core/contract/algorithms.ts';
import ErrorNote from './ErrorNote.svelte';
import NumberField from './NumberField.svelte';
import SettingsForm from './SettingsForm.svelte';
import Tabs from './Tabs.svelte';

let mounted: ReturnType<typeof mount> | null = null;

function show<Props extends Record<string, unknown>>(
  component: Component<Props, object, string>,
  props: Props,
) {
  mounted = mount(component as Component<Record<string, unknown>>, { target: document.body, props });
  flushSync();
}

function type(input: HTMLInputElement, text: string) {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
};

afterEach(() => {
  if (mounted) void unmount(mounted);
  mounted = null;
  document.body.innerHTML = '';
});

test('a number field says what is wrong, keeps the old value, and describes itself', () => {
  const onchange = vi.fn();
  const onvalid = vi.fn();
  show(NumberField, { label: 'Slip', value: 0.1, min: 0, max: 1, help: 'How slippery.', onchange, onvalid });
  const input = find<HTMLInputElement>('input');
  expect(find('label').getAttribute('for')).toBe(input.id);
  type(input, '1.5');
  expect(find('[role=alert]').textContent).toBe('1.5 is out of range: from 0 to 1.');
  expect(input.getAttribute('aria-describedby')).toBe(find('[role=alert]').id);
  expect([onchange.mock.calls.length, onvalid.mock.lastCall]).toEqual([0, [false]]);
  type(input, '0.25');
  expect(onchange).toHaveBeenCalledWith(0.25);
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('arrow keys step a number within its range', () => {
  const onchange = vi.fn();
  show(NumberField, { label: 'Rows', value: 9, min: 1, max: 10, integer: true, onchange });
  const input = find<HTMLInputElement>('input');
  const press = (key: string, shiftKey = false) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    flushSync();
  };
  press('ArrowUp');
  press('ArrowUp');
  press('ArrowDown', true);
  expect(onchange.mock.calls).toEqual([[10], [1]]);
});

test('a form is made of a definition: every setting has a sentence, advanced ones are folded', () => {
  const values = { ...maxEntDefaults() };
  const onchange = vi.fn();
  show(SettingsForm, { definition: maxEntDefinition, values, hidden: ['discount'], onchange });
  const labels = [...document.querySelectorAll('label')].map((label) => label.textContent);
  expect(labels).toContain('Temperature α');
  expect(labels).not.toContain('Discount γ');
  expect(find<HTMLDetailsElement>('details').open).toBe(false);
  for (const control of document.querySelectorAll('input, select'))
    expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).not.toBe('');
  const heldOut = document.getElementById(
    [...document.querySelectorAll('label')].find((label) => label.textContent === 'Held-out share')
      ?.htmlFor ?? '',
  ) as HTMLInputElement;
  type(heldOut, '0.5');
  expect(onchange).toHaveBeenCalledTimes(1);
});

test('an error says what happened, where, what was kept, and what to do', () => {
  const run = vi.fn();
  const error = {
    code: 'InvalidInput',
    message: 'The probabilities sum to 1.1.',
    where: 'transitions[3]',
    kept: 'Nothing was added.',
    remedy: 'Correct the entry.',
  } as const;
  show(ErrorNote, { error, action: { label: 'Show it', run } });
  const text = find('[role=alert]').textContent;
  for (const part of [error.message, error.where, error.kept, error.remedy]) expect(text).toContain(part);
  find<HTMLButtonElement>('button').click();
  expect(run).toHaveBeenCalledTimes(1);
});

test('tabs move with the arrow keys, round and round', () => {
  const onchange = vi.fn();
  const tabs = [
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ];
  show(Tabs as never, { label: 'Views', value: 'a', tabs, onchange, children: () => {} });
  const press = (key: string) => {
    const tab = document.querySelector('[role=tab][aria-selected=true]');
    tab?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    flushSync();
  };
  press('ArrowRight');
  press('ArrowRight');
  press('ArrowLeft');
  expect(onchange.mock.calls.map(([id]) => id)).toEqual(['b', 'a', 'b']);
  expect(document.activeElement?.textContent?.trim()).toBe('B');
});
