/** The canvas of a scene: drawn once a frame at most, however often what it shows changes. */
import type { Scene } from '../../../../core/environments/index.ts';
import { sharpContext } from '../picture.ts';
import { ScreenLook } from '../screen-look.svelte.ts';
import { drawScene, type SceneLayers } from './picture.ts';
import { type Point, placeScene, type ScenePlacement } from './placement.ts';

/** What a view draws, as separate readers: the view's box decides the placement, the layers what is drawn. */
export interface SceneSources {
  readonly view: () => { readonly view: Scene['view']; readonly margin: number };
  readonly layers: () => SceneLayers;
}

export class SceneCanvas {
  element = $state<HTMLCanvasElement | null>(null);
  width = $state(0);
  height = $state(0);
  readonly #look = new ScreenLook(() => this.element);
  #sources: SceneSources;
  #frame = 0;

  readonly place: ScenePlacement | null = $derived.by(() => {
    if (this.width < 2 || this.height < 2) return null;
    const { view, margin } = this.#sources.view();
    return placeScene(view, { width: this.width, height: this.height }, margin, this.#look.pixelRatio);
  });

  /** Call while a component initialises: the effects belong to it. */
  constructor(sources: SceneSources) {
    this.#sources = sources;
    $effect(() => this.#follow());
    $effect(() => () => cancelAnimationFrame(this.#frame));
  }

  /** The point of the world under a point of the canvas; null before there is a picture. */
  toWorld(x: number, y: number): Point | null {
    return this.place?.toWorld(x, y) ?? null;
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
    if (ctx) drawScene(ctx, this.#sources.layers(), place, theme);
  }
}
