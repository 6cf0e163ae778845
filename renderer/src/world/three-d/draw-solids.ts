/** Paints solids with shading that is exact across a capsule: its outline is a hull, its colour a gradient of normals. */
import type { Point3, Solid } from '../../../../core/environments/index.ts';
import { css, mixColours, type Rgb } from '../colours.ts';
import type { Context } from '../draw-ground.ts';
import { type Camera, nearest, project } from './camera.ts';
import { lit } from './light.ts';
import { type Disc, traceHull } from './outline.ts';
import { along, between, cross, dot, length, unit } from './vectors.ts';

export function drawSolid(ctx: Context, solid: Solid, camera: Camera, colour: Rgb): void {
  ctx.lineJoin = 'round';
  ctx.lineWidth = 1;
  ctx.strokeStyle = css(mixColours(colour, [0, 0, 0], 0.55));
  if (solid.kind === 'box') drawBox(ctx, solid, camera, colour);
  else if (solid.kind === 'sphere') drawSphere(ctx, solid.centre, solid.radius, camera, colour);
  else drawCapsule(ctx, solid, camera, colour);
}

/** How far from the camera the middle of a solid is. */
export function depthOf(solid: Solid, camera: Camera): number {
  const middle = solid.kind === 'capsule' ? between(solid.from, solid.to) : solid.centre;
  return project(camera, middle).depth;
}

function disc(camera: Camera, centre: Point3, radius: number): Disc | null {
  const { x, y, depth } = project(camera, centre);
  return depth < nearest + radius ? null : { x, y, r: (radius * camera.focal) / depth };
}

/** Where across the visible half of a capsule its colour is computed: -1 and 1 are its edges. */
const acrosses = [-1, -0.85, -0.6, -0.3, 0, 0.3, 0.6, 0.85, 1];

function drawCapsule(
  ctx: Context,
  { from, to, radius }: Extract<Solid, { kind: 'capsule' }>,
  camera: Camera,
  colour: Rgb,
): void {
  const a = disc(camera, from, radius);
  const b = disc(camera, to, radius);
  if (a === null || b === null) return;
  const middle = between(from, to);
  const towardsEye = unit(along(camera.eye, middle, -1));
  const axis = unit(along(to, from, -1));
  const side = cross(axis, towardsEye);
  ctx.beginPath();
  traceHull(ctx, a, b);
  if (length(side) < 0.2) {
    // Seen along its axis it looks like the ball of its nearer end.
    const front = dot(axis, towardsEye) > 0 ? b : a;
    ctx.fillStyle = ballGradient(ctx, front, camera, colour);
  } else {
    const across = unit(side);
    const outward = cross(across, axis);
    const left = project(camera, along(middle, across, -radius));
    const right = project(camera, along(middle, across, radius));
    const gradient = ctx.createLinearGradient(left.x, left.y, right.x, right.y);
    for (const s of acrosses)
      gradient.addColorStop(
        (s + 1) / 2,
        lit(colour, along(along([0, 0, 0], across, s), outward, Math.sqrt(1 - s * s)), towardsEye),
      );
    ctx.fillStyle = gradient;
  }
  ctx.fill();
  ctx.stroke();
}

function drawSphere(ctx: Context, centre: Point3, radius: number, camera: Camera, colour: Rgb): void {
  const ball = disc(camera, centre, radius);
  if (ball === null) return;
  ctx.beginPath();
  ctx.arc(ball.x, ball.y, ball.r, 0, 2 * Math.PI);
  ctx.fillStyle = ballGradient(ctx, ball, camera, colour);
  ctx.fill();
  ctx.stroke();
}

/** Brightest where the normal halves the way to the sun, darkest at the rim away from it. */
function ballGradient(ctx: Context, { x, y, r }: Disc, camera: Camera, colour: Rgb): CanvasGradient {
  const back = along([0, 0, 0], camera.forward, -1);
  // Of the sun, what is seen from here: right, up, and towards the eye.
  const normal = (u: number, v: number): Point3 => {
    const w = Math.sqrt(Math.max(0, 1 - u * u - v * v));
    return along(along(along([0, 0, 0], camera.right, u), camera.up, v), back, w);
  };
  const [u, v] = [-0.35, 0.45];
  const gradient = ctx.createRadialGradient(x + u * r, y - v * r, 0, x, y, r);
  for (const t of [0, 0.25, 0.5, 0.75, 1]) {
    // From the bright spot to the far rim.
    const size = Math.hypot(u, v);
    const k = 1 - t * (1 + 1 / size);
    gradient.addColorStop(t, lit(colour, normal(u * k, v * k), back));
  }
  return gradient;
}

const axes: readonly [Point3, Point3, Point3] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function drawBox(
  ctx: Context,
  { centre, half }: Extract<Solid, { kind: 'box' }>,
  camera: Camera,
  colour: Rgb,
): void {
  for (let k = 0; k < 3; k++)
    for (const way of [-1, 1]) {
      const normal = along([0, 0, 0], axes[k], way);
      const middle = along(centre, normal, half[k]);
      const towardsEye = unit(along(camera.eye, middle, -1));
      if (dot(normal, towardsEye) <= 0) continue;
      const [i, j] = [(k + 1) % 3, (k + 2) % 3];
      const corners = [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([u, v]) => project(camera, along(along(middle, axes[i], u * half[i]), axes[j], v * half[j])));
      if (corners.some(({ depth }) => depth < nearest)) continue;
      ctx.beginPath();
      for (const { x, y } of corners) ctx.lineTo(x, y);
      ctx.closePath();
      ctx.fillStyle = lit(colour, normal, towardsEye);
      ctx.fill();
      ctx.stroke();
    }
}
