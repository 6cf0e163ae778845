/** Outlines on screen of round things. */

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Adds the outline of two discs and all between them to a path: how a capsule looks from anywhere. */
export function traceHull(path: Pick<CanvasPath, 'arc' | 'closePath' | 'moveTo'>, a: Disc, b: Disc): void {
  const distance = Math.hypot(b.x - a.x, b.y - a.y);
  if (distance <= Math.abs(a.r - b.r)) {
    const larger = a.r > b.r ? a : b;
    path.moveTo(larger.x + larger.r, larger.y);
    path.arc(larger.x, larger.y, larger.r, 0, 2 * Math.PI);
    path.closePath();
    return;
  }
  const heading = Math.atan2(b.y - a.y, b.x - a.x);
  // Where the common tangents touch, off the line between the centres.
  const off = Math.acos((a.r - b.r) / distance);
  path.moveTo(a.x + a.r * Math.cos(heading + off), a.y + a.r * Math.sin(heading + off));
  path.arc(a.x, a.y, a.r, heading + off, heading - off + 2 * Math.PI);
  path.arc(b.x, b.y, b.r, heading - off, heading + off);
  path.closePath();
}

/** The corners of the convex hull of points in the plane, counterclockwise (Andrew's monotone chain). */
export function convexHull(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (ordered: typeof sorted) => {
    const hull: (readonly [number, number])[] = [];
    for (const point of ordered) {
      while (hull.length > 1 && !turnsLeft(hull[hull.length - 2], hull[hull.length - 1], point)) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

type Flat = readonly [number, number];
const turnsLeft = (a: Flat, b: Flat, c: Flat) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
