/** The canvas of a world in space: drawn once a frame at most, however often what it shows changes. */
import { sharpContext } from '../picture.ts';
import { ScreenLook } from '../screen-look.svelte.ts';
import { atRest, cameraOf, type Orbit, pointUnder, turned, zoomed } from './camera.ts';
import { drawSpace, type SpaceLayers } from './picture.ts';

export class SpaceCanvas {
  element = $state<HTMLCanvasElement | null>(null);
  width = $state(0);
  height = $state(0);
  orbit = $state.raw<Orbit>(atRest);
  readonly #look = new ScreenLook(() => this.element);
  #layers: () => Omit<SpaceLayers, 'orbit'>;
  #frame = 0;

  /** Call while a component initialises: the effects belong to it. */
  constructor(layers: () => Omit<SpaceLayers, 'orbit'>) {
    this.#layers = layers;
    $effect(() => this.#follow());
    $effect(() => () => cancelAnimationFrame(this.#frame));
  }

  /** The point of the scene's plane under a point of the canvas; null where there is none. */
  pointUnder(x: number, y: number): { readonly x: number; readonly y: number } | null {
    if (this.width < 2 || this.height < 2) return null;
    const { scene } = this.#layers();
    return pointUnder(cameraOf(scene, this.orbit, this), scene, x, y);
  }

  turn(dx: number, dy: number): void {
    this.orbit = turned(this.orbit, dx, dy, Math.max(120, this.height));
  }

  zoom(steps: number): void {
    this.orbit = zoomed(this.orbit, steps);
  }

  /** Back to where the scene puts the camera. */
  reset(): void {
    this.orbit = atRest;
  }

  /** Depends on everything that is drawn; the drawing itself waits for the frame. */
  #follow(): void {
    void this.#layers();
    void this.orbit;
    void this.width;
    void this.height;
    void this.#look.theme;
    void this.#look.pixelRatio;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const { element, width, height } = this;
    const theme = this.#look.theme;
    if (!element || !theme || width < 2 || height < 2) return;
    const ctx = sharpContext(element, { width, height }, this.#look.pixelRatio);
    if (ctx) drawSpace(ctx, { ...this.#layers(), orbit: this.orbit }, { width, height }, theme);
  }
}
