/** The canvas of the painter: draws the layout of the spec, the keyboard's cell, and knows which cell is where. */
import type { GridworldSpec } from '../../../../../core/mdp/spec.ts';
import { css } from '../../../world/colours.ts';
import { drawGridLines, drawMarks, drawTerrain, drawWind } from '../../../world/draw-ground.ts';
import { type Placement, placeGrid } from '../../../world/placement.ts';
import { readTheme } from '../../../world/theme.ts';
import { layoutOf } from './layout.ts';

/** Room for the row of winds above the grid. */
const margin = 36;

export class Stage {
  width = $state(0);
  height = $state(0);
  readonly #spec: () => GridworldSpec;
  readonly #layout = $derived.by(() => layoutOf(this.#spec()));
  readonly place: Placement = $derived.by(() =>
    placeGrid(this.#layout, { width: this.width, height: this.height }, window.devicePixelRatio, margin),
  );

  constructor(spec: () => GridworldSpec) {
    this.#spec = spec;
  }

  /** The cell at a point of the stage, -1 outside. */
  cellAt(x: number, y: number): number {
    const { left, top, size } = this.place;
    const { rows, columns } = this.#layout;
    const column = Math.floor((x - left) / size);
    const row = Math.floor((y - top) / size);
    return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
  }

  /** The nearest cell, for strokes that leave the grid. */
  nearestCell(x: number, y: number): number {
    const { left, top, size, width, height } = this.place;
    const inside = (value: number, from: number, length: number) =>
      Math.min(from + length - size / 2, Math.max(from + size / 2, value));
    return this.cellAt(inside(x, left, width), inside(y, top, height));
  }

  draw(canvas: HTMLCanvasElement, cursor: number | null): void {
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(this.width * ratio);
    canvas.height = Math.round(this.height * ratio);
    const ctx = canvas.getContext('2d');
    if (!ctx) return;
    const colours = readTheme(canvas);
    const { place } = this;
    const layout = this.#layout;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTerrain(ctx, layout, place, colours, 0);
    drawGridLines(ctx, layout, place, colours);
    drawWind(ctx, layout, place, colours);
    drawMarks(ctx, layout, place, colours);
    if (cursor === null) return;
    const x = place.left + (cursor % layout.columns) * place.size;
    const y = place.top + Math.floor(cursor / layout.columns) * place.size;
    ctx.lineWidth = 4;
    ctx.strokeStyle = css(colours.background);
    ctx.strokeRect(x + 1, y + 1, place.size - 2, place.size - 2);
    ctx.lineWidth = 2;
    ctx.strokeStyle = css(colours.focus);
    ctx.strokeRect(x + 1, y + 1, place.size - 2, place.size - 2);
  }
}
