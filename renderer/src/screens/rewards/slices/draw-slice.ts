/** Paints a slice: the reward as colour, the world's outlines, the ways through it, the cursor, and axes around. */
import { scaleLinear } from 'd3-scale';
import type { Scene, Shape } from '../../../../../core/environments/index.ts';
import { colourOf, css, mixColours } from '../../../world/colours.ts';
import type { Context } from '../../../world/draw-ground.ts';
import { figure } from '../../../world/format.ts';
import { pathOpacity } from '../../../world/path-geometry.ts';
import type { Theme } from '../../../world/theme.ts';
import type { ColourScale, Role } from '../../../world/types.ts';
import type { Range } from './grid.ts';
import type { SlicePlacement } from './placement.ts';

export interface SlicePath {
  /** [2 * points] in the numbers of the two axes. */
  readonly points: ArrayLike<number>;
  readonly driver: Role;
}

/** Draws of a policy about a point: [2 * n] shares of the largest action, in [-1, 1]. */
export interface Cloud {
  readonly at: { readonly x: number; readonly y: number };
  readonly shares: ArrayLike<number>;
}

export interface SliceLayers {
  readonly across: Range & { readonly label: string };
  readonly up: Range & { readonly label: string };
  readonly heat: {
    readonly values: ArrayLike<number>;
    readonly columns: number;
    readonly rows: number;
    readonly scale: ColourScale;
  } | null;
  /** Where the plane is the map of the world. */
  readonly scene: Scene | null;
  readonly paths: readonly SlicePath[];
  readonly cloud: Cloud | null;
  readonly cursor: { readonly x: number; readonly y: number } | null;
}

/** Pixels of the largest action in a cloud. */
const reach = 46;

export function drawSlice(ctx: Context, layers: SliceLayers, place: SlicePlacement, theme: Theme): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(place.left, place.top, place.width, place.height);
  ctx.clip();
  ctx.fillStyle = css(mixColours(theme.background, theme.text, 0.06));
  ctx.fillRect(place.left, place.top, place.width, place.height);
  if (layers.heat) drawHeat(ctx, layers.heat, place);
  if (layers.scene) for (const shape of layers.scene.shapes) drawOutline(ctx, shape, place, theme);
  drawPaths(ctx, layers.paths, place);
  if (layers.cloud) drawCloud(ctx, layers.cloud, place, theme);
  if (layers.cursor) drawCursor(ctx, layers.cursor, place);
  ctx.restore();
  drawAxes(ctx, layers, place, theme);
}

function drawHeat(ctx: Context, heat: NonNullable<SliceLayers['heat']>, place: SlicePlacement): void {
  const { values, columns, rows, scale } = heat;
  const image = document.createElement('canvas');
  image.width = columns;
  image.height = rows;
  const dots = image.getContext('2d');
  if (!dots) return;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      dots.fillStyle = colourOf(scale, values[row * columns + column]);
      dots.fillRect(column, rows - 1 - row, 1, 1);
    }
  ctx.imageSmoothingEnabled = true;
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, place.left, place.top, place.width, place.height);
}

const outlined: ReadonlySet<Shape['role']> = new Set(['goal', 'obstacle', 'edge']);

/** A dark line between white ones is seen on every colour; goals are dashed. */
function drawOutline(ctx: Context, shape: Shape, place: SlicePlacement, theme: Theme): void {
  if (!outlined.has(shape.role)) return;
  ctx.beginPath();
  if (shape.kind === 'circle')
    ctx.arc(place.toX(shape.x), place.toY(shape.y), shape.radius * place.scale, 0, 2 * Math.PI);
  else {
    for (let i = 0; i < shape.points.length; i += 2) {
      const x = place.toX(shape.points[i]);
      const y = place.toY(shape.points[i + 1]);
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    }
    if (shape.kind === 'polygon') ctx.closePath();
  }
  ctx.setLineDash([]);
  ctx.strokeStyle = 'rgb(255 255 255 / 80%)';
  ctx.lineWidth = 4;
  ctx.stroke();
  if (shape.role === 'goal') ctx.setLineDash([6, 4]);
  ctx.strokeStyle = shape.role === 'goal' ? '#1f5f30' : '#333';
  ctx.lineWidth = 1.75;
  ctx.stroke();
  ctx.setLineDash([]);
  if (shape.kind !== 'circle' || shape.radius * place.scale < 14) return;
  ctx.font = `600 11px ${theme.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  halo(ctx, shape.role, place.toX(shape.x), place.toY(shape.y), '#222');
}

function halo(ctx: Context, text: string, x: number, y: number, ink: string): void {
  ctx.lineJoin = 'round';
  ctx.strokeStyle = 'rgb(255 255 255 / 85%)';
  ctx.lineWidth = 3;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

/** Colours of people and policies on paper that is light in both themes. */
const inks: Readonly<Record<Role, string>> = { expert: '#d06506', learned: '#1d4fae' };

function drawPaths(ctx: Context, paths: readonly SlicePath[], place: SlicePlacement): void {
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  for (const driver of ['expert', 'learned'] as const) {
    const own = paths.filter((path) => path.driver === driver);
    const opacity = Math.max(0.7, pathOpacity(own.length));
    ctx.setLineDash(driver === 'learned' ? [7, 4] : []);
    // Thin dashes over broad lines: where both went the same way, both are seen.
    const width = driver === 'expert' ? 3 : 1.75;
    for (const { points } of own) {
      ctx.beginPath();
      for (let i = 0; i < points.length; i += 2) ctx.lineTo(place.toX(points[i]), place.toY(points[i + 1]));
      ctx.globalAlpha = 0.3;
      ctx.strokeStyle = '#fff';
      ctx.lineWidth = width + 1.5;
      ctx.stroke();
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = inks[driver];
      ctx.lineWidth = width;
      ctx.stroke();
    }
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function drawCloud(ctx: Context, { at, shares }: Cloud, place: SlicePlacement, theme: Theme): void {
  const x = place.toX(at.x);
  const y = place.toY(at.y);
  ctx.fillStyle = 'rgb(255 255 255 / 72%)';
  ctx.strokeStyle = css(mixColours(theme.learned, [0, 0, 0], 0.3));
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.rect(x - reach, y - reach, 2 * reach, 2 * reach);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = inks.learned;
  ctx.globalAlpha = 0.45;
  for (let i = 0; i + 1 < shares.length; i += 2) {
    ctx.beginPath();
    ctx.arc(x + reach * shares[i], y - reach * shares[i + 1], 1.6, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

function drawCursor(
  ctx: Context,
  cursor: { readonly x: number; readonly y: number },
  place: SlicePlacement,
): void {
  const x = place.toX(cursor.x);
  const y = place.toY(cursor.y);
  for (const [ink, width] of [
    ['rgb(255 255 255 / 85%)', 3],
    ['#111', 1],
  ] as const) {
    ctx.strokeStyle = ink;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x - 12, y);
    ctx.lineTo(x - 4, y);
    ctx.moveTo(x + 4, y);
    ctx.lineTo(x + 12, y);
    ctx.moveTo(x, y - 12);
    ctx.lineTo(x, y - 4);
    ctx.moveTo(x, y + 4);
    ctx.lineTo(x, y + 12);
    ctx.stroke();
  }
}

function drawAxes(ctx: Context, { across, up }: SliceLayers, place: SlicePlacement, theme: Theme): void {
  const right = place.left + place.width;
  const bottom = place.top + place.height;
  ctx.strokeStyle = css(mixColours(theme.background, theme.text, 0.35));
  ctx.lineWidth = 1;
  ctx.strokeRect(place.left + 0.5, place.top + 0.5, place.width - 1, place.height - 1);
  ctx.fillStyle = css(theme.muted);
  ctx.font = `12px ${theme.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  const ticks = (range: Range, pixels: number) =>
    scaleLinear([range.low, range.high], [0, 1]).ticks(Math.max(2, Math.floor(pixels / 70)));
  ctx.beginPath();
  for (const tick of ticks(across, place.width)) {
    const x = Math.round(place.toX(tick)) + 0.5;
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, bottom + 4);
    ctx.fillText(figure(tick), x, bottom + 6);
  }
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const tick of ticks(up, place.height)) {
    const y = Math.round(place.toY(tick)) + 0.5;
    ctx.moveTo(place.left - 4, y);
    ctx.lineTo(place.left, y);
    ctx.fillText(figure(tick), place.left - 6, y);
  }
  ctx.stroke();
  ctx.fillStyle = css(theme.text);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.fillText(across.label, (place.left + right) / 2, bottom + 22);
  ctx.save();
  ctx.translate(place.left - 40, (place.top + bottom) / 2);
  ctx.rotate(-Math.PI / 2);
  ctx.textBaseline = 'middle';
  ctx.fillText(up.label, 0, 0);
  ctx.restore();
}
