/** Light, dark, or as the system says. Canvases read `theme.resolved` to know when to draw again. */
import { memory } from '../lab/memory.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const isChoice = (value: unknown): value is ThemeChoice =>
  value === 'system' || value === 'light' || value === 'dark';

export class Theme {
  choice = $state<ThemeChoice>('system');
  #systemDark = $state(false);
  readonly resolved: 'light' | 'dark' = $derived(
    this.choice === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.choice,
  );

  constructor() {
    const query = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null;
    this.#systemDark = query?.matches ?? false;
    query?.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#apply();
    });
    this.#apply();
  }

  /** Takes over what was remembered. */
  restore(): void {
    this.choice = memory.get('theme', 'system', isChoice);
    this.#apply();
  }

  set(choice: ThemeChoice): void {
    this.choice = choice;
    memory.set('theme', choice);
    this.#apply();
  }

  #apply(): void {
    document.documentElement.dataset.theme = this.resolved;
  }
}

export const theme = new Theme();

/** The order of the switch: system, light, dark, and round again. */
export function nextTheme(choice: ThemeChoice): ThemeChoice {
  return choice === 'system' ? 'light' : choice === 'light' ? 'dark' : 'system';
}
