/** Where the camera stands, and where points of space lie on screen. */
import type { Point3, Scene3 } from '../../../../core/environments/index.ts';
import type { Box } from '../placement.ts';
import { along, cross, dot } from './vectors.ts';

/** How a person has turned and moved the camera from where the scene puts it. */
export interface Orbit {
  /** rad, added. */
  readonly azimuth: number;
  readonly elevation: number;
  /** Above 1 is nearer. */
  readonly zoom: number;
}

export const atRest: Orbit = { azimuth: 0, elevation: 0, zoom: 1 };

export interface Camera {
  readonly eye: Point3;
  readonly right: Point3;
  readonly up: Point3;
  readonly forward: Point3;
  /** Pixels per unit of slope: a thing of size 1 at depth d is focal / d pixels large. */
  readonly focal: number;
  /** The middle of the picture, px. */
  readonly x: number;
  readonly y: number;
}

export interface Projected {
  readonly x: number;
  readonly y: number;
  /** Distance along the line of sight. */
  readonly depth: number;
}

/** Nothing nearer than this is drawn, m. */
export const nearest = 0.02;

/** Half the vertical angle of view: 15 degrees, as a moderate telephoto lens. */
const slope = Math.tan(Math.PI / 12);
/** The scenes are composed for pictures this much wider than high; narrower ones shrink. */
const composed = 1.25;

export function cameraOf({ focus, camera }: Scene3, orbit: Orbit, { width, height }: Box): Camera {
  const azimuth = camera.azimuth + orbit.azimuth;
  const elevation = Math.min(1.5, Math.max(0.03, camera.elevation + orbit.elevation));
  const flat = Math.cos(elevation);
  const towardsEye: Point3 = [flat * Math.sin(azimuth), -flat * Math.cos(azimuth), Math.sin(elevation)];
  const forward = along([0, 0, 0], towardsEye, -1);
  const right: Point3 = [Math.cos(azimuth), Math.sin(azimuth), 0];
  return {
    eye: along(focus, towardsEye, camera.distance / orbit.zoom),
    right,
    up: cross(right, forward),
    forward,
    focal: Math.min(height, width / composed) / (2 * slope),
    x: width / 2,
    y: height / 2,
  };
}

export function project({ eye, right, up, forward, focal, x, y }: Camera, point: Point3): Projected {
  const from = along(point, eye, -1);
  const depth = dot(from, forward);
  const scale = focal / Math.max(depth, nearest);
  return { x: x + scale * dot(from, right), y: y - scale * dot(from, up), depth };
}

/** The part of a line in front of the camera; null when all of it lies behind. */
export function inFront({ eye, forward }: Camera, a: Point3, b: Point3): readonly [Point3, Point3] | null {
  const depthA = dot(along(a, eye, -1), forward) - nearest;
  const depthB = dot(along(b, eye, -1), forward) - nearest;
  if (depthA < 0 && depthB < 0) return null;
  const cut = along(a, along(b, a, -1), depthA / (depthA - depthB));
  if (depthA < 0) return [cut, b];
  return depthB < 0 ? [a, cut] : [a, b];
}

/**
 * The point of the plane a scene moves in that lies under a pixel, by its two coordinates; null where the line of sight
 * misses the plane.
 */
export function pointUnder(
  camera: Camera,
  { plane, handle }: Pick<Scene3, 'plane' | 'handle'>,
  px: number,
  py: number,
): { readonly x: number; readonly y: number } | null {
  const { eye, right, up, forward, focal } = camera;
  const sight = along(along(forward, right, (px - camera.x) / focal), up, -(py - camera.y) / focal);
  const normal = plane === 'x-y' ? 2 : 1;
  const distance = (handle[normal] - eye[normal]) / sight[normal];
  if (!(distance > 0 && distance < 1e3)) return null;
  const point = along(eye, sight, distance);
  return { x: point[0], y: plane === 'x-y' ? point[1] : point[2] };
}

/** The camera after a drag of (dx, dy) pixels: half a turn per picture height. */
export const turned = (orbit: Orbit, dx: number, dy: number, height: number): Orbit => ({
  ...orbit,
  azimuth: orbit.azimuth - (Math.PI * dx) / height,
  elevation: orbit.elevation + (Math.PI * dy) / height,
});

/** The camera after a turn of the wheel, by exp(steps). */
export const zoomed = (orbit: Orbit, steps: number): Orbit => ({
  ...orbit,
  zoom: Math.min(4, Math.max(0.35, orbit.zoom * Math.exp(steps))),
});
