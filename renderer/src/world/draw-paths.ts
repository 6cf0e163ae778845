/** Paths: many at once, translucent, each in its own lane. */
import { css } from './colours.ts';
import type { Context } from './draw-ground.ts';
import { pathOffset, pathOpacity, pathPoints } from './path-geometry.ts';
import type { Placement } from './placement.ts';
import type { Theme } from './theme.ts';
import type { PathLayer } from './types.ts';

/** plain: as it is; bold: at least two pixels, for thumbnails; faint: a thin pale hint. */
export type Stroke = 'plain' | 'bold' | 'faint';

export function drawPaths(
  ctx: Context,
  paths: readonly PathLayer[],
  place: Placement,
  theme: Theme,
  stroke: Stroke,
): void {
  const thin = paths.length > 8 || place.size < 12;
  const width =
    stroke === 'faint'
      ? Math.max(1, Math.min(2, place.size * 0.03))
      : Math.max(stroke === 'bold' ? 2 : 1, Math.min(4, place.size * (thin ? 0.05 : 0.08)));
  const reach = paths.length === 1 ? 0 : place.kind === 'grid' ? 0.3 : 0.15;
  ctx.lineJoin = 'round';
  ctx.lineCap = 'round';
  paths.forEach((path, k) => {
    const offset = pathOffset(k, paths.length, reach);
    const points = pathPoints(path.states, path.count, place.x, place.y, place.size, offset);
    if (points.length < 2) return;
    const line = new Path2D();
    line.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) line.lineTo(points[i], points[i + 1]);
    if (stroke === 'plain' && paths.length <= 3 && place.size >= 12) {
      ctx.globalAlpha = 0.8;
      ctx.strokeStyle = theme.dark ? 'rgba(0, 0, 0, 0.6)' : 'rgba(255, 255, 255, 0.9)';
      ctx.lineWidth = width + 2.5;
      ctx.setLineDash([]);
      ctx.stroke(line);
    }
    ctx.globalAlpha = stroke === 'faint' ? 0.55 : pathOpacity(paths.length);
    ctx.strokeStyle = css(path.role === 'expert' ? theme.expert : theme.learned);
    ctx.lineWidth = width;
    // Learned paths are dashed where a dash can be seen: shape as well as colour.
    ctx.setLineDash(
      path.role === 'learned' && stroke !== 'bold' && paths.length <= 8 ? [width * 2.6, width * 1.8] : [],
    );
    ctx.stroke(line);
  });
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}
