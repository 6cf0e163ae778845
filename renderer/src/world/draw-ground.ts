/** The ground of a grid: terrain, walls, wind, and the marks on cells. */
import type { GridLayout } from '../../../core/mdp/world.ts';
import { css, luminance, mixColours, parseColour, type Rgb } from './colours.ts';
import type { Placement } from './placement.ts';
import { type Theme, terrainColour } from './theme.ts';

export type Context = CanvasRenderingContext2D;
type Mark = GridLayout['marks'][number];

/**
 * Terrain of every open cell, and walls.
 *
 * @param pale how far the colours are moved towards the background, 0 to 1, so that a path stands out in a thumbnail
 */
export function drawTerrain(
  ctx: Context,
  layout: GridLayout,
  place: Placement,
  theme: Theme,
  pale: number,
): void {
  const { size, left, top } = place;
  const tone = (colour: Rgb) => css(mixColours(colour, theme.background, pale));
  const colours = layout.terrains.map((terrain) => tone(terrainColour(theme, terrain.colour)));
  const wall = tone(theme.wall);
  for (let cell = 0; cell < layout.stateOfCell.length; cell++) {
    const closed = layout.stateOfCell[cell] < 0;
    ctx.fillStyle = closed ? wall : (colours[layout.terrainOfCell[cell]] ?? css(theme.background));
    ctx.fillRect(
      left + (cell % layout.columns) * size,
      top + Math.floor(cell / layout.columns) * size,
      size,
      size,
    );
  }
  // A hatch says "wall" without colour.
  if (size >= 14) hatchWalls(ctx, layout, place, theme);
}

function hatchWalls(ctx: Context, layout: GridLayout, place: Placement, theme: Theme): void {
  const { size, left, top } = place;
  ctx.save();
  ctx.beginPath();
  for (let cell = 0; cell < layout.stateOfCell.length; cell++)
    if (layout.stateOfCell[cell] < 0)
      ctx.rect(
        left + (cell % layout.columns) * size,
        top + Math.floor(cell / layout.columns) * size,
        size,
        size,
      );
  ctx.clip();
  ctx.strokeStyle = css(mixColours(theme.wall, [255, 255, 255], 0.14));
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (let d = -place.height; d < place.width; d += 8) {
    ctx.moveTo(left + d, top);
    ctx.lineTo(left + d + place.height, top + place.height);
  }
  ctx.stroke();
  ctx.restore();
}

/** Hairlines between cells and a frame around the grid; drawn over the heat. */
export function drawGridLines(ctx: Context, layout: GridLayout, place: Placement, theme: Theme): void {
  const { size, left, top, width, height } = place;
  if (size >= 7) {
    ctx.strokeStyle = theme.dark ? 'rgba(0, 0, 0, 0.28)' : 'rgba(255, 255, 255, 0.5)';
    ctx.lineWidth = size >= 24 ? 1 : 0.5;
    ctx.beginPath();
    for (let c = 1; c < layout.columns; c++) {
      ctx.moveTo(left + c * size, top);
      ctx.lineTo(left + c * size, top + height);
    }
    for (let r = 1; r < layout.rows; r++) {
      ctx.moveTo(left, top + r * size);
      ctx.lineTo(left + width, top + r * size);
    }
    ctx.stroke();
  }
  ctx.strokeStyle = css(mixColours(theme.line, theme.text, 0.25));
  ctx.lineWidth = 1;
  ctx.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
}

/** One chevron per cell of wind, in the top right corner of each cell of a windy column. */
export function drawWind(ctx: Context, layout: GridLayout, place: Placement, theme: Theme): void {
  const { size, left, top } = place;
  if (size < 16) return;
  const reach = size * 0.11;
  ctx.strokeStyle = theme.dark ? 'rgba(255, 255, 255, 0.6)' : 'rgba(20, 40, 70, 0.5)';
  ctx.lineWidth = Math.max(1.2, size * 0.036);
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (let cell = 0; cell < layout.stateOfCell.length; cell++) {
    const column = cell % layout.columns;
    const wind = layout.wind[column];
    if (wind === 0 || layout.stateOfCell[cell] < 0) continue;
    const up = Math.sign(wind);
    const x = left + (column + 0.84) * size;
    for (let k = 0; k < Math.abs(wind); k++) {
      const y = top + (Math.floor(cell / layout.columns) + 0.14) * size + k * reach * 1.1;
      ctx.moveTo(x - reach, y + (up * reach) / 2);
      ctx.lineTo(x, y - (up * reach) / 2);
      ctx.lineTo(x + reach, y + (up * reach) / 2);
    }
  }
  ctx.stroke();
}

/** Goals are flags, starts open rings, ends double frames, hazards crosses, objects discs, jumps letters. */
export function drawMarks(ctx: Context, layout: GridLayout, place: Placement, theme: Theme): void {
  for (const mark of layout.marks) {
    const x = place.left + ((mark.cell % layout.columns) + 0.5) * place.size;
    const y = place.top + (Math.floor(mark.cell / layout.columns) + 0.5) * place.size;
    if (place.size < 6) {
      // No room for a shape: a goal or an object is a cell of its colour.
      if (mark.kind !== 'goal' && mark.kind !== 'object') continue;
      ctx.fillStyle = mark.colour ?? '#f2b705';
      ctx.fillRect(x - place.size / 2, y - place.size / 2, place.size, place.size);
    } else drawMark(ctx, mark, x, y, place.size, theme);
  }
}

function drawMark(ctx: Context, mark: Mark, x: number, y: number, size: number, theme: Theme): void {
  const ink = theme.dark ? '#f4f4f2' : '#1f1f1d';
  const halo = theme.dark ? 'rgba(0, 0, 0, 0.65)' : 'rgba(255, 255, 255, 0.85)';
  const r = size * 0.3;
  ctx.lineJoin = 'round';
  const stroke = (colour: string, width: number) => {
    ctx.strokeStyle = halo;
    ctx.lineWidth = width + 2;
    ctx.stroke();
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  };
  ctx.beginPath();
  switch (mark.kind) {
    case 'goal': {
      ctx.moveTo(x - r * 0.5, y + r);
      ctx.lineTo(x - r * 0.5, y - r);
      ctx.lineTo(x + r * 0.8, y - r * 0.45);
      ctx.lineTo(x - r * 0.5, y + r * 0.1);
      stroke(ink, Math.max(1, size * 0.045));
      ctx.fillStyle = mark.colour ?? (theme.dark ? '#ffd45e' : '#f2b705');
      ctx.fill();
      break;
    }
    case 'start':
      ctx.arc(x, y, r * 0.85, 0, 2 * Math.PI);
      ctx.setLineDash([size * 0.09, size * 0.07]);
      stroke(mark.colour ?? ink, Math.max(1, size * 0.035));
      ctx.setLineDash([]);
      break;
    case 'terminal':
      ctx.rect(x - size * 0.4, y - size * 0.4, size * 0.8, size * 0.8);
      stroke(mark.colour ?? ink, Math.max(1, size * 0.03));
      break;
    case 'hazard':
      ctx.moveTo(x - r * 0.7, y - r * 0.7);
      ctx.lineTo(x + r * 0.7, y + r * 0.7);
      ctx.moveTo(x + r * 0.7, y - r * 0.7);
      ctx.lineTo(x - r * 0.7, y + r * 0.7);
      stroke(mark.colour ?? '#c0392b', Math.max(1.5, size * 0.06));
      break;
    case 'object':
      ctx.arc(x, y, r * 0.95, 0, 2 * Math.PI);
      stroke(halo, Math.max(1, size * 0.05));
      ctx.fillStyle = mark.colour ?? ink;
      ctx.fill();
      break;
    case 'jump': {
      const colour = parseColour(mark.colour ?? (theme.dark ? '#4a4a46' : '#ffffff'));
      ctx.arc(x, y, r * 1.05, 0, 2 * Math.PI);
      ctx.fillStyle = css(colour);
      ctx.fill();
      stroke(ink, 1);
      if (size < 22) break;
      ctx.fillStyle = luminance(colour) > 0.4 ? '#1f1f1d' : '#ffffff';
      ctx.font = `600 ${Math.round(size * 0.32)}px ${theme.font}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(mark.label.split(/[:\s]/)[0].slice(0, 2), x, y + size * 0.02);
    }
  }
}
