/** Paints the level ground: a colour that fades with distance, a grid that stands still while the camera follows, and shadows. */
import type { Point3, Scene3, Solid } from '../../../../core/environments/index.ts';
import { css, mixColours } from '../colours.ts';
import type { Context } from '../draw-ground.ts';
import type { Theme } from '../theme.ts';
import { type Camera, inFront, project } from './camera.ts';
import { sun } from './light.ts';
import { convexHull } from './outline.ts';
import { along, unit } from './vectors.ts';

type Ground = NonNullable<Scene3['ground']>;

/** How many cells the ground reaches from the focus. */
const reach = 14;

export function drawLevel(
  ctx: Context,
  { height, cell }: Ground,
  focus: Point3,
  camera: Camera,
  theme: Theme,
): void {
  const radius = reach * cell;
  fillGround(ctx, [focus[0], focus[1], height], radius, camera, theme);
  const line = mixColours(theme.background, theme.text, theme.dark ? 0.36 : 0.34);
  for (const axis of [0, 1] as const) {
    const other = axis === 0 ? 1 : 0;
    const first = Math.ceil((focus[axis] - radius) / cell);
    const last = Math.floor((focus[axis] + radius) / cell);
    for (let k = first; k <= last; k++) {
      const off = k * cell - focus[axis];
      const half = Math.sqrt(Math.max(0, radius ** 2 - off ** 2));
      const at = (end: number): Point3 => {
        const point = [0, 0, height] as [number, number, number];
        point[axis] = k * cell;
        point[other] = focus[other] + end * half;
        return point;
      };
      // Fainter towards the rim; every fourth line a little stronger, so that a pace can be counted.
      ctx.globalAlpha = (k % 4 === 0 ? 1 : 0.55) * (1 - Math.abs(off) / radius);
      fadingLine(ctx, at(-1), at(1), camera, css(line), cssClear(line));
    }
  }
  ctx.globalAlpha = 1;
}

const cssClear = (colour: readonly [number, number, number]) =>
  `rgba(${colour[0]}, ${colour[1]}, ${colour[2]}, 0)`;

function fadingLine(ctx: Context, a: Point3, b: Point3, camera: Camera, full: string, clear: string): void {
  const seen = inFront(camera, a, b);
  if (seen === null) return;
  const [from, to] = seen.map((point) => project(camera, point));
  const gradient = ctx.createLinearGradient(from.x, from.y, to.x, to.y);
  // Seen in perspective the middle of a line lies nearer to its far end.
  const middle = to.depth / (from.depth + to.depth);
  gradient.addColorStop(0, clear);
  gradient.addColorStop(Math.min(0.999, Math.max(0.001, middle)), full);
  gradient.addColorStop(1, clear);
  ctx.strokeStyle = gradient;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
}

/** Colours the ground from the foreground to where it fades into the distance; one fill, however large the picture. */
function fillGround(ctx: Context, centre: Point3, radius: number, camera: Camera, theme: Theme): void {
  const ink = mixColours(theme.background, theme.text, theme.dark ? 0.09 : 0.055);
  const ahead = unit([camera.forward[0], camera.forward[1], 0]);
  const far = project(camera, along(centre, ahead, radius)).y;
  const near = project(camera, along(centre, ahead, 0.1 * radius)).y;
  const gradient = ctx.createLinearGradient(0, far, 0, Math.max(near, far + 1));
  gradient.addColorStop(0, cssClear(ink));
  gradient.addColorStop(1, css(ink));
  ctx.fillStyle = gradient;
  ctx.fillRect(0, far, 2 * camera.x, Math.max(0, 2 * camera.y - far));
}

/** The shadows of solids on the ground, as one shape, so that they do not add up where they meet. */
export function drawShadows(
  ctx: Context,
  solids: readonly Solid[],
  { height }: Ground,
  camera: Camera,
  theme: Theme,
): void {
  ctx.beginPath();
  for (const solid of solids) {
    const outline = convexHull(surface(solid).map((point) => fallen(point, height)));
    const seen = outline.map(([x, y]) => project(camera, [x, y, height]));
    if (seen.some(({ depth }) => depth < 0.1)) continue;
    seen.forEach(({ x, y }, k) => {
      if (k === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
    ctx.closePath();
  }
  ctx.fillStyle = theme.dark ? 'rgba(0, 0, 0, 0.45)' : 'rgba(20, 20, 30, 0.17)';
  ctx.fill('nonzero');
}

/** Where the shadow of a point falls. */
function fallen([x, y, z]: Point3, height: number): readonly [number, number] {
  const drop = Math.max(0, z - height) / sun[2];
  return [x - drop * sun[0], y - drop * sun[1]];
}

/** Points whose shadows outline that of a solid. */
function surface(solid: Solid): Point3[] {
  if (solid.kind === 'box') {
    const [x, y, z] = solid.centre;
    const [a, b, c] = solid.half;
    return [-c, c].flatMap((dz) =>
      [-b, b].flatMap((dy) => [-a, a].map((dx): Point3 => [x + dx, y + dy, z + dz])),
    );
  }
  const ends = solid.kind === 'sphere' ? [solid.centre] : [solid.from, solid.to];
  return ends.flatMap((end) => rim.map((direction) => along(end, direction, solid.radius)));
}

/** The great circle of a ball that the sun just grazes: directions at right angles to it. */
const rim: readonly Point3[] = (() => {
  const size = Math.hypot(sun[0], sun[1]);
  const level: Point3 = [-sun[1] / size, sun[0] / size, 0];
  const steep: Point3 = [(-sun[2] * sun[0]) / size, (-sun[2] * sun[1]) / size, size];
  return Array.from({ length: 20 }, (_, k) => {
    const angle = (2 * Math.PI * k) / 20;
    return along(along([0, 0, 0], level, Math.cos(angle)), steep, Math.sin(angle));
  });
})();
