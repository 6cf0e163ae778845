import type { NavigationSpec } from '../../spec.ts';

/** Points of a plane, [2 * count]. */
export interface Roadmap {
  readonly points: Float64Array;
  readonly count: number;
  /** Whether the straight way between two places keeps the clearance. */
  visible(x1: number, y1: number, x2: number, y2: number): boolean;
  /** Length of the shortest way to one point from each, [count]; Infinity where there is none. */
  distances(to: number): Float64Array;
}

/** Squared distance of a point from a segment. */
function squaredDistance(
  [px, py]: readonly [number, number],
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((px - x1) * dx + (py - y1) * dy) / length2));
  return (px - x1 - t * dx) ** 2 + (py - y1 - t * dy) ** 2;
}

/**
 * A visibility graph around round obstacles (Latombe, 1991, chapter 4): point 0 is the goal, the others stand around each
 * obstacle on the corners of a polygon drawn about it at the clearance, so that its sides are ways themselves.
 */
export function roadmap(
  { obstacles, goal, halfWidth }: NavigationSpec,
  { clearance, corners }: { readonly clearance: number; readonly corners: number },
): Roadmap {
  const places: number[] = [goal.x, goal.y];
  for (const { x, y, radius } of obstacles)
    for (let k = 0; k < corners; k++) {
      // A little farther than the polygon, so that rounding does not close its sides.
      const away = (1.001 * (radius + clearance)) / Math.cos(Math.PI / corners);
      const angle = (2 * Math.PI * (k + 0.5)) / corners;
      const [px, py] = [x + away * Math.cos(angle), y + away * Math.sin(angle)];
      const open = obstacles.every(
        (one) => (px - one.x) ** 2 + (py - one.y) ** 2 > (one.radius + clearance) ** 2,
      );
      if (open && Math.max(Math.abs(px), Math.abs(py)) <= halfWidth - clearance / 2) places.push(px, py);
    }
  const points = Float64Array.from(places);
  const count = points.length / 2;
  const visible = (x1: number, y1: number, x2: number, y2: number) =>
    obstacles.every(
      ({ x, y, radius }) => squaredDistance([x, y], [x1, y1, x2, y2]) > (radius + clearance) ** 2,
    );
  const lengths = new Float64Array(count * count).fill(Infinity);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const [x1, y1, x2, y2] = [points[2 * i], points[2 * i + 1], points[2 * j], points[2 * j + 1]];
      if (!visible(x1, y1, x2, y2)) continue;
      lengths[i * count + j] = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2);
      lengths[j * count + i] = lengths[i * count + j];
    }
  return { points, count, visible, distances: (to) => shortest(lengths, count, to) };
}

/** Dijkstra's algorithm from one point over a full matrix of lengths. */
function shortest(lengths: Float64Array, count: number, from: number): Float64Array {
  const distance = new Float64Array(count).fill(Infinity);
  const settled = new Uint8Array(count);
  distance[from] = 0;
  for (;;) {
    let at = -1;
    for (let i = 0; i < count; i++)
      if (settled[i] === 0 && distance[i] < (at < 0 ? Infinity : distance[at])) at = i;
    if (at < 0) return distance;
    settled[at] = 1;
    for (let i = 0; i < count; i++)
      distance[i] = Math.min(distance[i], distance[at] + lengths[at * count + i]);
  }
}
