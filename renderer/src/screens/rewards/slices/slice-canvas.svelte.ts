/** The canvas of a slice: drawn once a frame at most, however often what it shows changes. */
import { sharpContext } from '../../../world/picture.ts';
import { ScreenLook } from '../../../world/screen-look.svelte.ts';
import { drawSlice, type SliceLayers } from './draw-slice.ts';
import type { Range } from './grid.ts';
import { placeSlice, type SlicePlacement } from './placement.ts';

export interface SliceSources {
  readonly plane: () => { readonly across: Range; readonly up: Range; readonly shape: 'map' | 'plot' };
  readonly layers: () => SliceLayers;
}

export class SliceCanvas {
  element = $state<HTMLCanvasElement | null>(null);
  width = $state(0);
  height = $state(0);
  readonly #look = new ScreenLook(() => this.element);
  #sources: SliceSources;
  #frame = 0;

  readonly place: SlicePlacement | null = $derived.by(() => {
    if (this.width < 80 || this.height < 80) return null;
    const { across, up, shape } = this.#sources.plane();
    return placeSlice(across, up, { width: this.width, height: this.height }, shape, this.#look.pixelRatio);
  });

  /** Call while a component initialises: the effects belong to it. */
  constructor(sources: SliceSources) {
    this.#sources = sources;
    $effect(() => this.#follow());
    $effect(() => () => cancelAnimationFrame(this.#frame));
  }

  /** Depends on everything that is drawn; the drawing itself waits for the frame. */
  #follow(): void {
    void this.#sources.layers();
    void this.place;
    void this.#look.theme;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { element, place } = this;
    const theme = this.#look.theme;
    if (!element || !place || !theme) return;
    const ctx = sharpContext(element, { width: this.width, height: this.height }, this.#look.pixelRatio);
    if (ctx) drawSlice(ctx, this.#sources.layers(), place, theme);
  }
}
