/**
 * What a simulator looks like now, as plain data in world units: x to the right, y up. Whoever draws it chooses colours
 * for the roles, so that scenes follow the theme. Shapes are listed from back to front.
 */

/** What a shape stands for. */
export type Role =
  | 'agent' // what the actions move
  | 'part' // a piece of it: a pole, a link
  | 'shade' // an ornament of what it lies on: a window, a wheel, a hinge
  | 'other' // somebody else
  | 'goal'
  | 'obstacle'
  | 'ground' // a surface
  | 'edge' // where the ground ends: a rail, a wall, a slope
  | 'mark'; // a line to go by

export type Shape =
  | {
      readonly kind: 'circle';
      readonly role: Role;
      readonly x: number;
      readonly y: number;
      readonly radius: number;
    }
  /** Points are [x0, y0, x1, y1, ...]; `width` in world units. */
  | {
      readonly kind: 'line';
      readonly role: Role;
      readonly points: readonly number[];
      readonly width: number;
    }
  | { readonly kind: 'polygon'; readonly role: Role; readonly points: readonly number[] };

export interface Scene {
  /** The part of the world to show. */
  readonly view: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly top: number;
  };
  readonly shapes: readonly Shape[];
  /** The point that a pointer leads: actions may aim from here to the pointer. */
  readonly handle: { readonly x: number; readonly y: number };
  /**
   * For scenes that travel with the agent: where their origin lies in the world. Trails are kept in world coordinates,
   * `handle + camera`, and drawn relative to it. Left out where the scene stands still.
   */
  readonly camera?: { readonly x: number; readonly y: number };
  /**
   * The hinges that actions turn, in the order of the action's numbers, counterclockwise for positive ones; `radius` is
   * where to draw an arc. Left out where actions push along the axes.
   */
  readonly hinges?: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

export const circle = (role: Role, x: number, y: number, radius: number): Shape => ({
  kind: 'circle',
  role,
  x,
  y,
  radius,
});

export const line = (role: Role, points: readonly number[], width: number): Shape => ({
  kind: 'line',
  role,
  points,
  width,
});

/** A rectangle about (x, y), turned by `angle` radians. */
export function rectangle(
  role: Role,
  { x, y, width, height, angle }: { x: number; y: number; width: number; height: number; angle: number },
): Shape {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const corners = [-1, -1, 1, -1, 1, 1, -1, 1];
  const points: number[] = [];
  for (let i = 0; i < 8; i += 2) {
    const u = (corners[i] * width) / 2;
    const v = (corners[i + 1] * height) / 2;
    points.push(x + c * u - s * v, y + s * u + c * v);
  }
  return { kind: 'polygon', role, points };
}
