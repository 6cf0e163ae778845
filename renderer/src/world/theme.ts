/** The colours of the page, read from its CSS variables, for drawing on a canvas. */
import { luminance, mixColours, parseColour, type Rgb } from './colours.ts';

export interface Theme {
  readonly dark: boolean;
  readonly background: Rgb;
  readonly text: Rgb;
  readonly muted: Rgb;
  readonly line: Rgb;
  readonly wall: Rgb;
  readonly focus: Rgb;
  readonly expert: Rgb;
  readonly learned: Rgb;
  readonly font: string;
}

const fallback = {
  light: { background: '#ffffff', text: '#1b1f24', muted: '#626b76', line: '#d5dae0' },
  dark: { background: '#14171b', text: '#e8ebef', muted: '#98a2ae', line: '#333a43' },
} as const;

/** The theme that an element is shown in. Names of variables are those of app.css; without them, the fallback. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const scheme = style.colorScheme;
  const wantsDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const names = fallback[wantsDark ? 'dark' : 'light'];
  const read = (variable: string, otherwise: string) =>
    parseColour(style.getPropertyValue(variable).trim() || otherwise);
  const background = read('--surface', names.background);
  return {
    dark: background[0] + background[1] + background[2] < 384,
    background,
    text: read('--text', names.text),
    muted: read('--text-soft', names.muted),
    line: read('--line', names.line),
    wall: read('--wall', '#55595e'),
    focus: read('--focus', '#0d6e64'),
    expert: read('--expert', '#d9730d'),
    learned: read('--learned', '#2f6fdb'),
    font: style.getPropertyValue('--font').trim() || 'system-ui, sans-serif',
  };
}

/** Terrain colours are chosen for light paper; at night they are sunk into the background, bright ones further. */
export function terrainColour(theme: Theme, colour: string): Rgb {
  const day = parseColour(colour);
  return theme.dark ? mixColours(day, theme.background, 0.4 + 0.38 * luminance(day)) : day;
}

/** Calls back when the theme may have changed; returns the function that stops it. */
export function watchTheme(changed: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', changed);
  };
}
