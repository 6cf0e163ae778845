/** Paths of the handle through a scene: [x0, y0, x1, y1, ...] in world coordinates, the camera added. */
import type { Scene } from '../../../../core/environments/index.ts';
import type { Role as Driver } from '../types.ts';
import type { ScenePlacement } from './placement.ts';

export interface Trail {
  /** [2 * points] may be longer than what is drawn. */
  readonly points: ArrayLike<number>;
  /** Points drawn, from the first. */
  readonly count: number;
  readonly driver: Driver;
}

/** Where the handle of a scene is in the world. */
export const handleOf = ({ handle, camera }: Scene): { x: number; y: number } => ({
  x: handle.x + (camera?.x ?? 0),
  y: handle.y + (camera?.y ?? 0),
});

/** Points of a trail on screen closer than this are left out: a long trail is a few hundred corners, not thousands. */
const closest = 1.5;

/**
 * Corners of a trail in pixels, seen from a camera. First and last points are always there.
 *
 * @returns [x0, y0, x1, y1, ...]
 */
export function trailCorners(
  trail: Pick<Trail, 'points' | 'count'>,
  place: ScenePlacement,
  camera: { readonly x: number; readonly y: number },
): number[] {
  const corners: number[] = [];
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let i = 0; i < trail.count; i++) {
    const x = place.toX(trail.points[2 * i] - camera.x);
    const y = place.toY(trail.points[2 * i + 1] - camera.y);
    const near = Math.abs(x - lastX) < closest && Math.abs(y - lastY) < closest;
    if (near && i < trail.count - 1) continue;
    corners.push(x, y);
    lastX = x;
    lastY = y;
  }
  return corners;
}

/**
 * A whole path squeezed into a view, for thumbnails of worlds that travel: its x runs over the width of the view, y stays.
 * The same path where the scene stands still.
 */
export function squeezed(points: ArrayLike<number>, count: number, scene: Scene): Float64Array {
  const out = Float64Array.from({ length: 2 * count }, (_, i) => points[i]);
  if (!scene.camera || count === 0) return out;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    low = Math.min(low, out[2 * i]);
    high = Math.max(high, out[2 * i]);
  }
  const { left, right } = scene.view;
  const stretch = high > low ? (right - left) / (high - low) : 0;
  for (let i = 0; i < count; i++) out[2 * i] = left + (out[2 * i] - low) * stretch;
  return out;
}
