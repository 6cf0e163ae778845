/** A number per state: colour, and the figure itself where the cell has room for it. */
import { colourOf, wantsDarkText } from './colours.ts';
import type { Context } from './draw-ground.ts';
import { shortFigure } from './format.ts';
import type { Placement } from './placement.ts';
import type { Theme } from './theme.ts';
import type { HeatLayer } from './types.ts';

/** Smallest cell that shows its figure. */
export const figureSize = 38;

export function drawHeat(ctx: Context, heat: HeatLayer, place: Placement): void {
  const half = place.size / 2;
  for (let s = 0; s < place.x.length; s++) {
    const value = heat.values[s];
    if (!Number.isFinite(value)) continue;
    ctx.fillStyle = colourOf(heat.scale, value);
    if (place.kind === 'grid') ctx.fillRect(place.x[s] - half, place.y[s] - half, place.size, place.size);
    else {
      ctx.beginPath();
      ctx.arc(place.x[s], place.y[s], half, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
}

/** Figures sit at the foot of a cell, clear of marks; in its corner beside arrows; in the middle of a node. */
export function drawFigures(
  ctx: Context,
  heat: HeatLayer,
  place: Placement,
  theme: Theme,
  where: 'foot' | 'corner',
): void {
  const grid = place.kind === 'grid';
  if (place.size < (grid ? figureSize : 30)) return;
  const corner = grid && where === 'corner';
  const text = corner
    ? Math.min(12, Math.round(place.size * 0.16))
    : Math.min(13, Math.max(9, Math.round(place.size * (grid ? 0.2 : 0.34))));
  ctx.font = `500 ${text}px ${theme.font}`;
  ctx.textAlign = corner ? 'right' : 'center';
  ctx.textBaseline = grid ? 'alphabetic' : 'middle';
  const largest = Math.max(Math.abs(heat.scale.low), Math.abs(heat.scale.high));
  for (let s = 0; s < place.x.length; s++) {
    const value = heat.values[s];
    if (!Number.isFinite(value)) continue;
    ctx.fillStyle = wantsDarkText(heat.scale, value) ? 'rgba(0, 0, 0, 0.78)' : 'rgba(255, 255, 255, 0.92)';
    ctx.fillText(
      shortFigure(value, largest),
      place.x[s] + (corner ? place.size * 0.46 : 0),
      grid ? place.y[s] + place.size * 0.44 : place.y[s] + 0.5,
    );
  }
}
