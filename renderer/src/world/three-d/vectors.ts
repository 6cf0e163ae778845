/** The little linear algebra that drawing in space needs. */
import type { Point3 } from '../../../../core/environments/index.ts';

export const dot = (a: Point3, b: Point3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Point3, b: Point3): Point3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** a + k b. */
export const along = (a: Point3, b: Point3, k: number): Point3 => [
  a[0] + k * b[0],
  a[1] + k * b[1],
  a[2] + k * b[2],
];

export const between = (a: Point3, b: Point3): Point3 => along(a, along(b, a, -1), 0.5);

export const length = (a: Point3): number => Math.hypot(a[0], a[1], a[2]);

/** a at length 1; what has no length stays. */
export function unit(a: Point3): Point3 {
  const size = length(a);
  return size === 0 ? a : [a[0] / size, a[1] / size, a[2] / size];
}
