/** Keyboard shortcuts as text: `Mod+K`, `Shift+Mod+Z`, `?`, `R`. Mod is Cmd on a Mac and Ctrl elsewhere. */

const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const names: Readonly<Record<string, string>> = {
  Mod: mac ? '⌘' : 'Ctrl',
  Shift: mac ? '⇧' : 'Shift',
  Alt: mac ? '⌥' : 'Alt',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'Space',
  Backspace: mac ? '⌫' : 'Backspace',
};

/** A plus that ends a shortcut is the key itself. */
const partsOf = (shortcut: string): string[] => shortcut.split(/\+(?=.)/);

/** The keys of a shortcut as they are written on this machine's keyboard. */
export function shortcutKeys(shortcut: string): string[] {
  return partsOf(shortcut).map((key) => names[key] ?? key);
}

export const shortcutText = (shortcut: string): string => shortcutKeys(shortcut).join(' ');

/** Whether a key press is the shortcut. Letters match by what is typed, so any keyboard layout works. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const parts = partsOf(shortcut);
  const key = parts[parts.length - 1];
  const mod = parts.includes('Mod');
  if (mod !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey) return false;
  const typed = event.key === ' ' ? 'Space' : event.key;
  // Signs such as ? need Shift on many layouts, so Shift is only compared for letters and named keys.
  const named = key.length > 1 || /[a-z]/i.test(key);
  if (named && parts.includes('Shift') !== event.shiftKey) return false;
  return typed.toLowerCase() === key.toLowerCase();
}

/** Whether the person is typing text, where single keys mean letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !['range', 'checkbox', 'radio', 'button', 'color'].includes(target.type)
  );
}
