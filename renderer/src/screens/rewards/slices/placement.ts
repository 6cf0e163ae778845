/** Where the plane of a slice lies in a box of CSS pixels, with room for its axes. */
import type { Box } from '../../../world/placement.ts';
import type { ScenePlacement } from '../../../world/scene/placement.ts';
import type { Range } from './grid.ts';

/** Room for the numbers and the names of the axes. */
export const room = { left: 52, right: 10, top: 8, bottom: 38 };

export interface SlicePlacement extends ScenePlacement {
  readonly scaleY: number;
}

/**
 * @param shape `map`: one scale for both axes, as places have; `plot`: each axis fills its side
 */
export function placeSlice(
  across: Range,
  up: Range,
  box: Box,
  shape: 'map' | 'plot',
  pixelRatio: number,
): SlicePlacement {
  const wide = Math.max(1, box.width - room.left - room.right);
  const high = Math.max(1, box.height - room.top - room.bottom);
  let scale = wide / (across.high - across.low);
  let scaleY = high / (up.high - up.low);
  if (shape === 'map') {
    scale = Math.min(scale, scaleY);
    scaleY = scale;
  }
  const width = scale * (across.high - across.low);
  const height = scaleY * (up.high - up.low);
  const snap = (v: number) => Math.round(v * pixelRatio) / pixelRatio;
  const left = snap(room.left + (wide - width) / 2);
  const top = snap(room.top + (high - height) / 2);
  return {
    scale,
    scaleY,
    left,
    top,
    width,
    height,
    toX: (x) => left + (x - across.low) * scale,
    toY: (y) => top + (up.high - y) * scaleY,
    toWorld: (px, py) => ({ x: across.low + (px - left) / scale, y: up.high - (py - top) / scaleY }),
  };
}

/** Whether a point of the plane lies within it. */
export const inside = (
  across: Range,
  up: Range,
  point: { readonly x: number; readonly y: number },
): boolean => point.x >= across.low && point.x <= across.high && point.y >= up.low && point.y <= up.high;
