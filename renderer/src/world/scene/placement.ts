/** Where the points of a scene lie in a box of CSS pixels: one scale for both axes, y up in the world and down on screen. */
import type { Scene } from '../../../../core/environments/index.ts';
import type { Box } from '../placement.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ScenePlacement {
  /** Pixels per world unit. */
  readonly scale: number;
  /** The scene's view on screen. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  toX(x: number): number;
  toY(y: number): number;
  /** The point of the world under a point of the box, also beyond the view. */
  toWorld(px: number, py: number): Point;
}

/** The largest picture of a view that fits into a box with a margin, in its middle, its corner on a whole device pixel. */
export function placeScene(
  view: Scene['view'],
  box: Box,
  margin: number,
  pixelRatio: number,
): ScenePlacement {
  const wide = view.right - view.left;
  const high = view.top - view.bottom;
  const room = {
    width: Math.max(1, box.width - 2 * margin),
    height: Math.max(1, box.height - 2 * margin),
  };
  const scale = Math.min(room.width / wide, room.height / high);
  const snap = (v: number) => Math.round(v * pixelRatio) / pixelRatio;
  const width = wide * scale;
  const height = high * scale;
  const left = snap((box.width - width) / 2);
  const top = snap((box.height - height) / 2);
  return {
    scale,
    left,
    top,
    width,
    height,
    toX: (x) => left + (x - view.left) * scale,
    toY: (y) => top + (view.top - y) * scale,
    toWorld: (px, py) => ({ x: view.left + (px - left) / scale, y: view.top - (py - top) / scale }),
  };
}
