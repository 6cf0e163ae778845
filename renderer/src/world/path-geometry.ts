/** Paths as polylines that stay readable when many of them share cells. */
import type { PathLayer, Role } from './types.ts';

/** A path's own place within a cell, as a share of the cell: a sunflower seed of index k of n, at most `reach` out. */
export function pathOffset(k: number, n: number, reach: number): { readonly x: number; readonly y: number } {
  if (n <= 1) return { x: 0, y: 0 };
  const radius = reach * Math.sqrt((k + 0.5) / n);
  const angle = k * Math.PI * (3 - Math.sqrt(5));
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** How far a segment keeps to its right, as a share of a cell: there and back are two lines, not one. */
const lane = 0.07;

/**
 * Corner points of a path, [x0, y0, x1, y1, ...] in the units of `xs`. Each visit to the same directed edge moves one
 * lane further to the right of travel (three lanes at most), so repeated walks do not hide each other. Staying in place adds no point.
 *
 * @param states the states in order; `count` of them are used
 * @param xs, ys centres by state
 * @param size side of a cell
 * @param offset the path's own place in a cell, as a share of it
 */
export function pathPoints(
  states: ArrayLike<number>,
  count: number,
  xs: Float64Array,
  ys: Float64Array,
  size: number,
  offset: { readonly x: number; readonly y: number },
): Float64Array {
  const points: number[] = [];
  if (count > 0) points.push(xs[states[0]] + offset.x * size, ys[states[0]] + offset.y * size);
  const visits = new Map<number, number>();
  const stateCount = xs.length;
  for (let t = 1; t < count; t++) {
    const from = states[t - 1];
    const to = states[t];
    if (from === to) continue;
    const edge = from * stateCount + to;
    const visit = visits.get(edge) ?? 0;
    visits.set(edge, visit + 1);
    const dx = xs[to] - xs[from];
    const dy = ys[to] - ys[from];
    const length = Math.hypot(dx, dy) || 1;
    const out = lane * size * (1 + Math.min(visit, 2));
    const sx = (-dy / length) * out + offset.x * size;
    const sy = (dx / length) * out + offset.y * size;
    // Far apart, as nodes of a graph are, a corner is cut near the node alone.
    const cut = Math.min(0.2, (0.6 * size) / length);
    points.push(
      xs[from] + sx + dx * cut,
      ys[from] + sy + dy * cut,
      xs[to] + sx - dx * cut,
      ys[to] + sy - dy * cut,
    );
  }
  if (count > 1) {
    const last = states[count - 1];
    points.push(xs[last] + offset.x * size, ys[last] + offset.y * size);
  }
  return Float64Array.from(points);
}

/** States of a moving path that are drawn behind it: the last stretch is what the eye follows. */
const longestTrail = 3000;

/** The path up to a step, of which only the last stretch is drawn when it is very long. */
export function recentPath(states: ArrayLike<number>, at: number, role: Role): PathLayer {
  const from = Math.max(0, at + 1 - longestTrail);
  const recent = from === 0 ? states : Array.prototype.slice.call(states, from, at + 1);
  return { states: recent, role, count: at + 1 - from };
}

/** Opacity of one of n paths: a single one is solid, hundreds still show where they agree. */
export const pathOpacity = (n: number): number => (n <= 1 ? 0.95 : Math.max(0.12, 0.8 / Math.sqrt(n)));
