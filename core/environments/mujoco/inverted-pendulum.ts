import { flatten, type Scene3, type Solid } from '../scene3.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { Physics } from './physics.ts';
import { type SpatialDynamics, solidsOf, stateLabels, within, writeStart } from './task.ts';

const substeps = 2;
const maxAngle = 0.2;
const maxAction = 3;
/** How deep the ground is drawn below the rail, m. */
const floor = -0.5;

/**
 * InvertedPendulum-v5: hold a pole upright on a cart. Positions (x, angle); the action in +-3 pushes 100 N per unit for
 * 0.04 s. It pays 1 a step, 0 in the one that ends: beyond 0.2 rad. Starts within +-0.01 everywhere. 1000 steps.
 * Observation (x, angle, x', angle').
 */
export const invertedPendulum = (physics: Physics): SpatialDynamics => {
  const ended = (state: Float64Array) => Math.abs(state[2]) > maxAngle;

  const scene3 = (state: Float64Array): Scene3 => ({
    solids: [post(-1), post(1), ...solidsOf(physics, state, { rail: 'mark', cart: 'agent', pole: 'part' })],
    ground: { height: floor, cell: 0.25 },
    focus: [0, 0, 0.08],
    camera: { distance: 3.7, azimuth: 0.22, elevation: 0.2 },
    plane: 'x-z',
    handle: [state[1], 0, 0],
  });

  return {
    id: 'InvertedPendulum-v5',
    name: 'Inverted pendulum',
    stateLabels: stateLabels(['cart (m)', 'angle (rad)'], ['cart speed (m/s)', 'angular velocity (rad/s)']),
    observationSpace: symmetricBox(
      [Infinity, Infinity, Infinity, Infinity],
      ['cart (m)', 'angle (rad)', 'cart speed (m/s)', 'angular velocity (rad/s)'],
    ),
    actionSpace: symmetricBox([maxAction], ['push (× 100 N)']),
    rate: 25,
    maxSteps: 1000,

    start(state, random) {
      const draw = () => within(random, 0.01);
      writeStart(physics, state, draw, draw);
    },

    advance(state, action) {
      physics.advance(state, action, substeps);
      return ended(state) ? 0 : 1;
    },

    ended,

    observe(state, observation) {
      for (let i = 0; i < 4; i++) observation[i] = state[1 + i];
    },

    scene: (state) => flatten(scene3(state), { left: -1.3, right: 1.3, bottom: -0.55, top: 0.9 }, 0),
    scene3,
  };
};

/** What the rail's end rests on; drawn alone. */
const post = (x: number): Solid => ({
  kind: 'box',
  role: 'edge',
  centre: [x, 0, floor / 2],
  half: [0.025, 0.06, -floor / 2],
});

/**
 * The push that brings the cart under a pointer and keeps the pole upright on the way: linear feedback
 * u = -k (x - pointer, angle, x', angle'), clipped to the motor. A hand alone is too slow for this pole, which falls by a
 * factor e in 0.2 s; the pointer says where to go.
 *
 * @param pointer where in the plane (x, z) the person points
 * @returns [1] the action
 */
export function steerPendulum(pointer: { readonly x: number }, state: Float64Array): number[] {
  const [, x, angle, speed, spin] = state;
  const ahead = clamp(x - clamp(pointer.x, -reach, reach), -leash, leash);
  const push = -(gains[0] * ahead + gains[1] * angle + gains[2] * speed + gains[3] * spin);
  return [clamp(push, -maxAction, maxAction)];
}

/** The cart is led no further than this, short of the ends of its rail, m. */
const reach = 0.8;
/** A pointer far away pulls no harder than from here, or the pole would lean too far, m. */
const leash = 0.5;
/** Of the linear-quadratic regulator of the model about upright, costs (1, 10, 0.1, 0.1) and 0.1 for the action. */
const gains = [-1.72, -12.1, -2.01, -1.9] as const;
