/** Paints the shapes of a scene. */
import type { Scene, Shape } from '../../../../core/environments/index.ts';
import type { Context } from '../draw-ground.ts';
import type { Paint, Palette } from './palette.ts';
import type { ScenePlacement } from './placement.ts';

/** Roles that belong to what is driven: a ghost shows these alone. */
const driven: ReadonlySet<Shape['role']> = new Set(['agent', 'part', 'shade']);

/** The shapes of a second agent in the same world: from the first that is driven, without the surroundings. */
export const ghostShapes = (scene: Scene): Shape[] => {
  const from = scene.shapes.findIndex((shape) => shape.role === 'agent' || shape.role === 'part');
  // Shades belong to the last body painted before them; those of others are left out.
  let own = false;
  return scene.shapes.filter((shape, i) => {
    if (shape.role !== 'shade') own = shape.role === 'agent' || shape.role === 'part';
    return i >= from && driven.has(shape.role) && own;
  });
};

export function drawShapes(
  ctx: Context,
  shapes: readonly Shape[],
  place: ScenePlacement,
  palette: Palette,
): void {
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  for (const shape of shapes) drawShape(ctx, shape, place, palette[shape.role]);
  ctx.setLineDash([]);
}

function drawShape(ctx: Context, shape: Shape, place: ScenePlacement, paint: Paint): void {
  ctx.setLineDash([]);
  ctx.beginPath();
  if (shape.kind === 'line') {
    const width = Math.max(1.2, shape.width * place.scale);
    trace(ctx, shape.points, place);
    // A thick line is a solid body, and gets an outline like one.
    if (paint.outline && paint.pattern === 'plain' && width > 5) {
      ctx.strokeStyle = paint.outline;
      ctx.lineWidth = width + 1.5;
      ctx.stroke();
    }
    if (paint.pattern === 'dashed') ctx.setLineDash([7, 6]);
    ctx.strokeStyle = shape.role === 'goal' ? (paint.outline ?? paint.fill) : paint.fill;
    ctx.lineWidth = width;
    ctx.stroke();
    return;
  }
  if (shape.kind === 'circle')
    ctx.arc(
      place.toX(shape.x),
      place.toY(shape.y),
      Math.max(1.5, shape.radius * place.scale),
      0,
      2 * Math.PI,
    );
  else {
    trace(ctx, shape.points, place);
    ctx.closePath();
  }
  ctx.fillStyle = paint.fill;
  ctx.fill();
  if (paint.pattern === 'hatched') hatch(ctx, shape, place, paint);
  if (!paint.outline) return;
  if (paint.pattern === 'dashed') ctx.setLineDash([5, 4]);
  ctx.strokeStyle = paint.outline;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

function trace(ctx: Context, points: readonly number[], place: ScenePlacement): void {
  for (let i = 0; i < points.length; i += 2) {
    const x = place.toX(points[i]);
    const y = place.toY(points[i + 1]);
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
}

const hatchGap = 9;

/** Diagonal lines over the inside of the current path. */
function hatch(
  ctx: Context,
  shape: Exclude<Shape, { kind: 'line' }>,
  place: ScenePlacement,
  paint: Paint,
): void {
  const { left, right, top, bottom } = edgesOf(shape, place);
  if (right - left < 2 * hatchGap || bottom - top < hatchGap) return;
  ctx.save();
  ctx.clip();
  ctx.globalAlpha *= 0.3;
  ctx.strokeStyle = paint.outline ?? paint.fill;
  ctx.lineWidth = 1;
  ctx.beginPath();
  const high = bottom - top;
  for (let x = Math.floor((left - high) / hatchGap) * hatchGap; x < right; x += hatchGap) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + high, top);
  }
  ctx.stroke();
  ctx.restore();
  // The hatching has replaced the path.
  ctx.beginPath();
  if (shape.kind === 'circle')
    ctx.arc(place.toX(shape.x), place.toY(shape.y), shape.radius * place.scale, 0, 2 * Math.PI);
  else {
    trace(ctx, shape.points, place);
    ctx.closePath();
  }
}

function edgesOf(shape: Exclude<Shape, { kind: 'line' }>, place: ScenePlacement) {
  if (shape.kind === 'circle') {
    const r = shape.radius * place.scale;
    const x = place.toX(shape.x);
    const y = place.toY(shape.y);
    return { left: x - r, right: x + r, top: y - r, bottom: y + r };
  }
  const xs = shape.points.filter((_, i) => i % 2 === 0).map(place.toX);
  const ys = shape.points.filter((_, i) => i % 2 === 1).map(place.toY);
  return {
    left: Math.max(place.left - 50, Math.min(...xs)),
    right: Math.min(place.left + place.width + 50, Math.max(...xs)),
    top: Math.max(place.top - 50, Math.min(...ys)),
    bottom: Math.min(place.top + place.height + 50, Math.max(...ys)),
  };
}
