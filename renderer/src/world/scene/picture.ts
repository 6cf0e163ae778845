/** Puts the layers of a scene's picture together. */
import type { Scene } from '../../../../core/environments/index.ts';
import { css, mixColours } from '../colours.ts';
import type { Context } from '../draw-ground.ts';
import { pathOpacity } from '../path-geometry.ts';
import type { Theme } from '../theme.ts';
import type { Role as Driver } from '../types.ts';
import type { ActionMark } from './action-mark.ts';
import { drawAction } from './draw-action.ts';
import { drawShapes, ghostShapes } from './draw-scene.ts';
import { paletteOf } from './palette.ts';
import type { Point, ScenePlacement } from './placement.ts';
import { type Trail, trailCorners } from './trail.ts';

/** Another agent in the same world, drawn see-through. */
export interface Ghost {
  readonly scene: Scene;
  readonly driver: Driver;
  /** Its state: worlds in space draw it from there, and leave out ghosts without one. */
  readonly state?: ArrayLike<number>;
}

export interface SceneLayers {
  readonly scene: Scene;
  readonly driver: Driver;
  readonly ghosts: readonly Ghost[];
  /** What was driven so far, on top of the ground. */
  readonly trails: readonly Trail[];
  /** Whole paths of many demonstrations, below. */
  readonly paths: readonly Trail[];
  readonly actions: readonly ActionMark[];
  /** Where the pointer leads to. */
  readonly aim: Point | null;
  readonly detail: 'full' | 'miniature';
}

const still = { x: 0, y: 0 };

export function drawScene(ctx: Context, layers: SceneLayers, place: ScenePlacement, theme: Theme): void {
  const { scene, driver, detail } = layers;
  const palette = paletteOf(theme, driver);
  const camera = scene.camera ?? still;
  ctx.save();
  frame(ctx, place, detail === 'full' ? 8 : 4);
  ctx.fillStyle = css(theme.background);
  ctx.fill();
  ctx.clip();
  const at = scene.shapes.findIndex(({ role }) => role !== 'ground');
  drawShapes(ctx, scene.shapes.slice(0, at), place, palette);
  const around = scene.shapes.slice(at);
  // Paths run over the surroundings and under what is driven.
  const own = new Set(ghostShapes(scene));
  drawShapes(
    ctx,
    around.filter((shape) => !own.has(shape)),
    place,
    palette,
  );
  drawTrails(ctx, layers.paths, place, camera, theme, pathOpacity(layers.paths.length), detail);
  drawTrails(ctx, layers.trails, place, camera, theme, 0.8, detail);
  for (const ghost of layers.ghosts) {
    ctx.globalAlpha = 0.45;
    drawShapes(ctx, ghostShapes(ghost.scene), place, paletteOf(theme, ghost.driver));
    ctx.globalAlpha = 1;
  }
  if (layers.aim) drawAim(ctx, layers.aim, scene, place, theme, driver);
  drawShapes(
    ctx,
    around.filter((shape) => own.has(shape)),
    place,
    palette,
  );
  for (const mark of layers.actions) drawAction(ctx, mark, place, theme);
  ctx.restore();
  frame(ctx, place, detail === 'full' ? 8 : 4);
  ctx.strokeStyle = css(mixColours(theme.background, theme.text, 0.18));
  ctx.lineWidth = 1;
  ctx.stroke();
}

function frame(ctx: Context, place: ScenePlacement, radius: number): void {
  ctx.beginPath();
  ctx.roundRect(place.left, place.top, place.width, place.height, radius);
}

function drawTrails(
  ctx: Context,
  trails: readonly Trail[],
  place: ScenePlacement,
  camera: Point,
  theme: Theme,
  opacity: number,
  detail: SceneLayers['detail'],
): void {
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  ctx.globalAlpha = opacity;
  for (const trail of trails) {
    const corners = trailCorners(trail, place, camera);
    if (corners.length < 4) continue;
    ctx.beginPath();
    ctx.moveTo(corners[0], corners[1]);
    for (let i = 2; i < corners.length; i += 2) ctx.lineTo(corners[i], corners[i + 1]);
    ctx.strokeStyle = css(theme[trail.driver]);
    ctx.lineWidth = detail === 'full' ? 2.5 : 1.75;
    // A learned policy's path is dashed: told by shape, too.
    ctx.setLineDash(trail.driver === 'learned' ? [8, 4] : []);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** A thin line from the handle to a ring where the pointer is. */
function drawAim(
  ctx: Context,
  aim: Point,
  scene: Scene,
  place: ScenePlacement,
  theme: Theme,
  driver: Driver,
): void {
  const x = place.toX(aim.x);
  const y = place.toY(aim.y);
  ctx.strokeStyle = css(mixColours(theme[driver], theme.text, 0.25));
  ctx.globalAlpha = 0.7;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(place.toX(scene.handle.x), place.toY(scene.handle.y));
  ctx.lineTo(x, y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, 6, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.globalAlpha = 1;
}
