/** The two canvases of a world view: what stands still is redrawn when it changes, what moves on every frame of a move. */

import {
  drawMoving,
  drawStill,
  type MovingLayers,
  placeWorld,
  type StillLayers,
  sharpContext,
} from './picture.ts';
import type { Placement } from './placement.ts';
import { ScreenLook } from './screen-look.svelte.ts';
import type { Theme } from './theme.ts';
import type { AgentMark } from './types.ts';

/** What a view draws, as separate readers: what each of them reads decides what is drawn again when something changes. */
export interface CanvasSources {
  readonly ground: () => Pick<StillLayers, 'world' | 'detail'>;
  readonly still: () => StillLayers;
  readonly moving: () => Omit<MovingLayers, 'spots'> & { readonly agents: readonly AgentMark[] };
}

/** Longest time an agent takes to glide to its next state. */
const glide = 110;

export class WorldCanvas {
  still = $state<HTMLCanvasElement | null>(null);
  moving = $state<HTMLCanvasElement | null>(null);
  width = $state(0);
  height = $state(0);

  readonly #look = new ScreenLook(() => this.still);
  #sources: CanvasSources;
  /** Where each agent is drawn now, and where its glide began. */
  #shown: { x: number; y: number }[] = [];
  #from: { x: number; y: number }[] = [];
  #began = 0;
  #frame = 0;
  #agents: readonly AgentMark[] = [];

  readonly place: Placement | null = $derived.by(() => {
    if (this.width < 2 || this.height < 2) return null;
    const { world, detail } = this.#sources.ground();
    return placeWorld(world, { width: this.width, height: this.height }, this.#look.pixelRatio, detail);
  });

  /** Call while a component initialises: the effects belong to it. */
  constructor(sources: CanvasSources) {
    this.#sources = sources;
    $effect(() => this.#drawStill());
    $effect(() => this.#startMove());
    $effect(() => () => cancelAnimationFrame(this.#frame));
  }

  /** The theme the canvases are drawn in; null before the first look. */
  get theme(): Theme | null {
    return this.#look.theme;
  }

  /** The state at a point of the stage, -1 where there is none. */
  stateAt(x: number, y: number): number {
    return this.place?.stateAt(x, y) ?? -1;
  }

  #drawStill(): void {
    const { still, place } = this;
    const theme = this.#look.theme;
    // Read before the early return, so that the effect follows it.
    const layers = this.#sources.still();
    if (!still || !place || !theme) return;
    const ctx = sharpContext(still, { width: this.width, height: this.height }, this.#look.pixelRatio);
    if (ctx) drawStill(ctx, layers, place, theme);
  }

  #startMove(): void {
    const { place, moving } = this;
    const layers = this.#sources.moving();
    if (!moving || !place || !this.#look.theme) return;
    const same =
      this.#agents.length === layers.agents.length &&
      layers.agents.every((agent, i) => agent.state === this.#agents[i].state);
    if (!same) {
      const adjacent = layers.agents.length === this.#agents.length && !calm();
      this.#from = layers.agents.map((agent, i) =>
        adjacent && this.#near(this.#agents[i].state, agent.state) && this.#shown[i]
          ? this.#shown[i]
          : { x: place.x[agent.state], y: place.y[agent.state] },
      );
      this.#began = performance.now();
      this.#agents = layers.agents;
    }
    cancelAnimationFrame(this.#frame);
    this.#drawMoving();
  }

  /** Neighbouring cells glide; anything further is a jump. */
  #near(a: number, b: number): boolean {
    const { place } = this;
    if (place?.kind !== 'grid') return false;
    return Math.hypot(place.x[a] - place.x[b], place.y[a] - place.y[b]) < place.size * 2.5;
  }

  #drawMoving(): void {
    const { place, moving } = this;
    const theme = this.#look.theme;
    if (!moving || !place || !theme) return;
    const { trails, agents, outlined, cursor } = this.#sources.moving();
    const t = Math.min(1, (performance.now() - this.#began) / glide);
    const eased = 1 - (1 - t) ** 3;
    this.#shown = agents.map((agent, i) => {
      const to = { x: place.x[agent.state], y: place.y[agent.state] };
      const from = this.#from[i] ?? to;
      return t >= 1 ? to : { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
    });
    const ctx = sharpContext(moving, { width: this.width, height: this.height }, this.#look.pixelRatio);
    if (!ctx) return;
    const spots = agents.map((agent, i) => ({ role: agent.role, ...this.#shown[i] }));
    drawMoving(ctx, { trails, spots, outlined, cursor }, place, theme);
    if (t < 1 && agents.length > 0) this.#frame = requestAnimationFrame(() => this.#drawMoving());
  }
}

const calm = () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
