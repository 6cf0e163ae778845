import type { Random } from '../../base/random.ts';
import type { Role } from '../scene.ts';
import type { Point3, Scene3, Solid } from '../scene3.ts';
import type { Dynamics } from '../simulation.ts';
import type { Geom, Physics } from './physics.ts';

/** The equations of a MuJoCo task; it can also be drawn in space. */
export interface SpatialDynamics extends Dynamics {
  scene3(state: Float64Array): Scene3;
}

/** What each number of a {@link Physics} state is, for as many positions as velocities. */
export const stateLabels = (positions: readonly string[], velocities: readonly string[]): string[] => [
  'time (s)',
  ...positions,
  ...velocities,
  ...velocities.map((one) => `warm start of ${one.replace(/ \(.*/, '')}`),
];

/** Writes a start at time 0 with a cold solver: each position and velocity as drawn, in this order. */
export function writeStart(
  { nq, nv, initialPositions }: Physics,
  state: Float64Array,
  drawPosition: () => number,
  drawVelocity: () => number,
): void {
  state.fill(0);
  for (let i = 0; i < nq; i++) state[1 + i] = initialPositions[i] + drawPosition();
  for (let i = 0; i < nv; i++) state[1 + nq + i] = drawVelocity();
}

/** A number drawn evenly from (-most, most). */
export const within = (random: Random, most: number): number => most * (2 * random.uniform() - 1);

/** Sum of squares: what many tasks charge for actions. */
export function squared(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/**
 * The geoms of a model as they lie in a state. Geoms without a role are left out, as is the ground.
 *
 * @param roles of the geoms to draw, by name, from back to front
 */
export function solidsOf(
  physics: Physics,
  state: Float64Array,
  roles: Readonly<Record<string, Role>>,
): readonly Solid[] {
  const found = new Map<string, Solid>();
  physics.poses(state, (geom, position, rotation) => {
    const role = roles[geom.name];
    if (role !== undefined) found.set(geom.name, solidOf(geom, role, position, rotation));
  });
  return Object.keys(roles).flatMap((name) => found.get(name) ?? []);
}

function solidOf(
  { shape, radius, half }: Geom,
  role: Role,
  position: ArrayLike<number>,
  rotation: ArrayLike<number>,
): Solid {
  const [x, y, z] = Array.from(position, (value) => value + 0);
  if (shape === 'sphere') return { kind: 'sphere', role, centre: [x, y, z], radius };
  // The geom's own z axis is the third column of its rotation; along it lie capsules and cylinders.
  const end = (way: number): Point3 => [
    x + way * half * rotation[2],
    y + way * half * rotation[5],
    z + way * half * rotation[8],
  ];
  return { kind: 'capsule', role, from: end(-1), to: end(1), radius };
}
