/** What every canvas must know of the screen: the colours of the theme, and how many device pixels make one of ours. */
import { readTheme, type Theme, watchTheme } from './theme.ts';

export class ScreenLook {
  pixelRatio = $state(globalThis.devicePixelRatio || 1);
  /** Null before the first look at the element. */
  theme = $state.raw<Theme | null>(null);

  /** Call while a component initialises: the effect belongs to it. */
  constructor(element: () => HTMLElement | null) {
    $effect(() => this.#follow(element()));
  }

  #follow(element: HTMLElement | null): () => void {
    const read = () => {
      if (element) this.theme = readTheme(element);
      this.pixelRatio = globalThis.devicePixelRatio || 1;
    };
    read();
    globalThis.addEventListener('resize', read);
    const stop = watchTheme(read);
    return () => {
      globalThis.removeEventListener('resize', read);
      stop();
    };
  }
}
