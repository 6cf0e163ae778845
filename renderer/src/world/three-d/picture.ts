/** Puts the picture of a world in space together. */
import type { Scene3, Solid } from '../../../../core/environments/index.ts';
import { css, mixColours, parseColour, type Rgb } from '../colours.ts';
import type { Context } from '../draw-ground.ts';
import type { Box } from '../placement.ts';
import type { Theme } from '../theme.ts';
import type { Role as Driver } from '../types.ts';
import { type Camera, cameraOf, inFront, type Orbit, project } from './camera.ts';
import { drawLevel, drawShadows } from './draw-level.ts';
import { depthOf, drawSolid } from './draw-solids.ts';
import { dot } from './vectors.ts';

/** A path of the handle in the plane of the scene: [x0, y0, x1, y1, ...]. */
export interface PlanePath {
  readonly points: ArrayLike<number>;
  /** Points drawn, from the first. */
  readonly count: number;
  readonly driver: Driver;
}

export interface SpaceLayers {
  readonly scene: Scene3;
  readonly driver: Driver;
  /** Others in the same world, drawn see-through. */
  readonly ghosts: readonly { readonly scene: Scene3; readonly driver: Driver }[];
  readonly trails: readonly PlanePath[];
  /** Where the pointer leads to, in the plane of the scene. */
  readonly aim: { readonly x: number; readonly y: number } | null;
  readonly orbit: Orbit;
}

/** What stands about, as against what is driven. */
const surroundings: ReadonlySet<Solid['role']> = new Set([
  'mark',
  'edge',
  'obstacle',
  'ground',
  'goal',
  'other',
]);

export function drawSpace(ctx: Context, layers: SpaceLayers, box: Box, theme: Theme): void {
  const { scene, driver, orbit } = layers;
  const camera = cameraOf(scene, orbit, box);
  ctx.fillStyle = css(theme.background);
  ctx.fillRect(0, 0, box.width, box.height);
  const body = scene.solids.filter(({ role }) => !surroundings.has(role));
  const about = byDepth(
    scene.solids.filter(({ role }) => surroundings.has(role)),
    camera,
  );
  if (scene.ground) {
    drawLevel(ctx, scene.ground, scene.focus, camera, theme);
    drawShadows(ctx, scene.solids, scene.ground, camera, theme);
  }
  // Of the surroundings, what is plainly nearer than the body goes in front of it.
  const near = project(camera, scene.handle).depth - 0.05 * scene.camera.distance;
  const inFrontOfBody = about.filter((solid) => depthOf(solid, camera) < near);
  const paint = (solids: readonly Solid[], who: Driver) => {
    for (const solid of solids) {
      if (solid.role === 'goal') drawRing(ctx, solid, camera, theme);
      drawSolid(ctx, solid, camera, colourOf(solid.role, theme, who));
    }
  };
  paint(
    about.filter((solid) => !inFrontOfBody.includes(solid)),
    driver,
  );
  for (const trail of layers.trails) drawTrail(ctx, trail, scene, camera, theme);
  ctx.globalAlpha = 0.4;
  for (const ghost of layers.ghosts)
    paint(
      ordered(
        ghost.scene.solids.filter(({ role }) => !surroundings.has(role)),
        ghost.scene,
        camera,
      ),
      ghost.driver,
    );
  ctx.globalAlpha = 1;
  paint(ordered(body, scene, camera), driver);
  paint(inFrontOfBody, driver);
  if (layers.aim) drawAim(ctx, layers.aim, scene, camera, theme, driver);
}

const byDepth = (solids: readonly Solid[], camera: Camera): Solid[] =>
  solids
    .map((solid) => ({ solid, depth: depthOf(solid, camera) }))
    .sort((a, b) => b.depth - a.depth)
    .map(({ solid }) => solid);

/** Seen across its plane a body keeps the order of its scene; seen along it, the nearer pieces hide the others. */
function ordered(solids: readonly Solid[], { plane }: Scene3, camera: Camera): readonly Solid[] {
  const across = Math.abs(dot(camera.forward, plane === 'x-y' ? [0, 0, 1] : [0, 1, 0]));
  return across > 0.5 ? solids : byDepth(solids, camera);
}

const goalInk = { light: parseColour('#2f9e51'), dark: parseColour('#7fcb92') };

function colourOf(role: Solid['role'], theme: Theme, driver: Driver): Rgb {
  const paper = theme.background;
  switch (role) {
    case 'agent':
      return theme[driver];
    case 'goal':
      return goalInk[theme.dark ? 'dark' : 'light'];
    case 'part':
      return theme.dark ? [176, 182, 190] : [150, 156, 164];
    case 'other':
      return mixColours(theme.muted, paper, 0.25);
    case 'shade':
      return mixColours(theme.text, paper, 0.2);
    default:
      return mixColours(theme.dark ? [150, 156, 164] : [205, 208, 212], paper, theme.dark ? 0.45 : 0);
  }
}

/** A dashed ring about a goal: a second sign beside its colour. */
function drawRing(ctx: Context, solid: Solid, camera: Camera, theme: Theme): void {
  if (solid.kind !== 'sphere') return;
  const { x, y, depth } = project(camera, solid.centre);
  ctx.setLineDash([4, 4]);
  ctx.strokeStyle = css(goalInk[theme.dark ? 'dark' : 'light']);
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.arc(x, y, Math.max(9, (2.2 * solid.radius * camera.focal) / depth), 0, 2 * Math.PI);
  ctx.stroke();
  ctx.setLineDash([]);
}

const inSpace = ({ plane, handle }: Scene3, x: number, y: number) =>
  plane === 'x-y' ? ([x, y, handle[2]] as const) : ([x, handle[1], y] as const);

function drawTrail(ctx: Context, trail: PlanePath, scene: Scene3, camera: Camera, theme: Theme): void {
  ctx.strokeStyle = css(theme[trail.driver]);
  ctx.lineWidth = 2;
  ctx.globalAlpha = 0.8;
  ctx.setLineDash(trail.driver === 'learned' ? [8, 4] : []);
  ctx.beginPath();
  for (let i = 1; i < trail.count; i++) {
    const [ax, ay, bx, by] = [2 * i - 2, 2 * i - 1, 2 * i, 2 * i + 1].map((k) => trail.points[k]);
    const seen = inFront(camera, inSpace(scene, ax, ay), inSpace(scene, bx, by));
    if (seen === null) continue;
    const [from, to] = seen.map((point) => project(camera, point));
    if (i === 1) ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/** A thin line from the handle to a ring where the pointer is. */
function drawAim(
  ctx: Context,
  aim: { readonly x: number; readonly y: number },
  scene: Scene3,
  camera: Camera,
  theme: Theme,
  driver: Driver,
): void {
  const from = project(camera, scene.handle);
  const to = project(camera, inSpace(scene, aim.x, aim.y));
  ctx.strokeStyle = css(mixColours(theme[driver], theme.text, 0.25));
  ctx.globalAlpha = 0.7;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(to.x, to.y, 6, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.globalAlpha = 1;
}
