/**
 * What a simulator in space looks like now, as plain data in metres: x to the right, y away, z up. As with the flat
 * scenes, shapes have roles and whoever draws chooses the colours.
 */
import { circle, line, type Role, rectangle, type Scene, type Shape } from './scene.ts';

export type Point3 = readonly [x: number, y: number, z: number];

export type Solid =
  /** All points within `radius` of the line between two points. */
  | {
      readonly kind: 'capsule';
      readonly role: Role;
      readonly from: Point3;
      readonly to: Point3;
      readonly radius: number;
    }
  | { readonly kind: 'sphere'; readonly role: Role; readonly centre: Point3; readonly radius: number }
  /** Its edges lie along x, y and z; `half` are half their lengths. */
  | { readonly kind: 'box'; readonly role: Role; readonly centre: Point3; readonly half: Point3 };

export interface Scene3 {
  readonly solids: readonly Solid[];
  /** A level ground with a grid of squares; null floats in the void. */
  readonly ground: { readonly height: number; readonly cell: number } | null;
  /** What the camera looks at. */
  readonly focus: Point3;
  /**
   * Where the camera stands first: so far from the focus, turned so far about the vertical (0 looks along y, towards
   * 90 degrees it moves to the right), so far above the level. m, rad.
   */
  readonly camera: { readonly distance: number; readonly azimuth: number; readonly elevation: number };
  /** The plane the world moves in, through the point that a pointer leads; the flat scene is its projection onto it. */
  readonly plane: 'x-y' | 'x-z';
  readonly handle: Point3;
}

/** A point's two coordinates in the plane that a scene moves in. */
export const inPlane = (plane: Scene3['plane'], [x, y, z]: Point3) => ({ x, y: plane === 'x-y' ? y : z });

/**
 * The flat picture of a scene in space: its projection onto the plane it moves in.
 *
 * @param view what to show of it, about `origin`
 * @param origin the x to draw everything relative to: 0, or where the agent is in a world that it travels through
 */
export function flatten(scene: Scene3, view: Scene['view'], origin: number): Scene {
  const { plane } = scene;
  const at = (point: Point3) => {
    const { x, y } = inPlane(plane, point);
    return { x: x - origin, y };
  };
  const shapes = scene.solids.map((solid): Shape => {
    if (solid.kind === 'capsule') {
      const a = at(solid.from);
      const b = at(solid.to);
      return line(solid.role, [a.x, a.y, b.x, b.y], 2 * solid.radius);
    }
    const { x, y } = at(solid.centre);
    if (solid.kind === 'sphere') return circle(solid.role, x, y, solid.radius);
    // Boxes stand along the axes of the world.
    const [width, , height] = plane === 'x-z' ? solid.half : [solid.half[0], 0, solid.half[1]];
    return rectangle(solid.role, { x, y, width: 2 * width, height: 2 * height, angle: 0 });
  });
  return { view, shapes, handle: at(scene.handle) };
}
