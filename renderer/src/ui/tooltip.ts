/** One tooltip for the whole window, shown after a rest of 400 ms or at once on keyboard focus. */
import type { Attachment } from 'svelte/attachments';

const delay = 400;
/** Time to move the pointer onto the tooltip itself. */
const grace = 120;
const gap = 6;
const margin = 8;

let bubble: HTMLElement | null = null;
let owner: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function makeBubble(): HTMLElement {
  const element = document.createElement('div');
  element.id = 'tooltip';
  element.className = 'tooltip';
  element.setAttribute('role', 'tooltip');
  element.setAttribute('popover', 'manual');
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', () => hideSoon());
  document.body.append(element);
  return element;
}

function place(element: HTMLElement, at: DOMRect): void {
  const { width, height } = element.getBoundingClientRect();
  const below = at.bottom + gap + height + margin < window.innerHeight;
  const left = Math.max(
    margin,
    Math.min(at.left + at.width / 2 - width / 2, window.innerWidth - width - margin),
  );
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(below ? at.bottom + gap : at.top - gap - height)}px`;
}

function show(anchor: HTMLElement, text: string, shortcut: string | null): void {
  bubble ??= makeBubble();
  owner = anchor;
  bubble.textContent = text;
  if (shortcut) {
    const key = document.createElement('kbd');
    key.textContent = shortcut;
    bubble.append(key);
  }
  bubble.showPopover?.();
  place(bubble, anchor.getBoundingClientRect());
  // A label that only repeats the accessible name would be read twice.
  if (anchor.getAttribute('aria-label') !== text) anchor.setAttribute('aria-describedby', bubble.id);
}

function hide(): void {
  clearTimeout(timer);
  if (owner?.getAttribute('aria-describedby') === bubble?.id) owner?.removeAttribute('aria-describedby');
  if (owner) bubble?.hidePopover?.();
  owner = null;
}

function hideSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(hide, grace);
}

/**
 * Attaches a tooltip: `<button {@attach tooltip('Undo', 'Ctrl Z')}>`. An empty text attaches nothing.
 * Escape dismisses it; it stays while the pointer rests on it.
 */
export function tooltip(text: string, shortcut: string | null = null): Attachment<HTMLElement> {
  return (anchor) => {
    if (!text) return;
    const enter = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      clearTimeout(timer);
      timer = setTimeout(() => show(anchor, text, shortcut), delay);
    };
    const focus = () => {
      if (anchor.matches(':focus-visible')) show(anchor, text, shortcut);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    anchor.addEventListener('pointerenter', enter);
    anchor.addEventListener('pointerleave', hideSoon);
    anchor.addEventListener('pointerdown', hide);
    anchor.addEventListener('focus', focus);
    anchor.addEventListener('blur', hide);
    anchor.addEventListener('keydown', key);
    return () => {
      if (owner === anchor) hide();
      clearTimeout(timer);
      anchor.removeEventListener('pointerenter', enter);
      anchor.removeEventListener('pointerleave', hideSoon);
      anchor.removeEventListener('pointerdown', hide);
      anchor.removeEventListener('focus', focus);
      anchor.removeEventListener('blur', hide);
      anchor.removeEventListener('keydown', key);
    };
  };
}
