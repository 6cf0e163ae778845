import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { flatten, type Scene3 } from '../scene3.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { Physics } from './physics.ts';
import { type SpatialDynamics, solidsOf, squared, stateLabels, within, writeStart } from './task.ts';

const substeps = 2;
const upperArm = 0.1;
/** From the elbow to the middle of the fingertip. */
const forearm = 0.11;
const torquePerAction = 200;
const height = 0.01;

/**
 * Reacher-v5: bring the tip of a two-link arm to a target. Positions (shoulder, elbow, target x, target y); actions in +-1
 * turn the joints by 200 N m per unit for 0.02 s. After the step it pays -|tip - target| - |action|^2. Never ends;
 * 50 steps. Angles start within +-0.1, speeds within +-0.005, the target evenly in a disc of 0.2 m.
 * Observation (cosines, sines of the angles, target, angular velocities, tip - target).
 *
 * Tip minus target is that of the state after the step. Gymnasium reads the tip from the last stage of the Runge-Kutta
 * step instead, which lies some 1e-6 m beside it.
 */
export const reacher = (physics: Physics): SpatialDynamics => {
  const scene3 = (state: Float64Array): Scene3 => {
    const tip = fingertip(state[1], state[2]);
    return {
      solids: solidsOf(physics, state, roles),
      ground: { height: 0, cell: 0.1 },
      focus: [0, -0.015, 0],
      camera: { distance: 1.4, azimuth: 0, elevation: 1.2 },
      plane: 'x-y',
      handle: [tip.x, tip.y, height],
    };
  };

  return {
    id: 'Reacher-v5',
    name: 'Reacher',
    stateLabels: stateLabels(
      ['shoulder (rad)', 'elbow (rad)', 'target x (m)', 'target y (m)'],
      ['shoulder speed (rad/s)', 'elbow speed (rad/s)', 'target x speed (m/s)', 'target y speed (m/s)'],
    ),
    observationSpace: symmetricBox(new Array(10).fill(Infinity), [
      ...['cosine of shoulder', 'cosine of elbow', 'sine of shoulder', 'sine of elbow'],
      ...['target x (m)', 'target y (m)', 'shoulder speed (rad/s)', 'elbow speed (rad/s)'],
      ...['tip x - target x (m)', 'tip y - target y (m)'],
    ]),
    actionSpace: symmetricBox([1, 1], ['shoulder torque (× 200 N m)', 'elbow torque (× 200 N m)']),
    rate: 50,
    maxSteps: 50,

    start(state, random) {
      writeStart(
        physics,
        state,
        () => within(random, 0.1),
        () => within(random, 0.005),
      );
      [state[3], state[4]] = inDisc(random, 0.2);
      state[7] = 0;
      state[8] = 0;
    },

    advance(state, action) {
      physics.advance(state, action, substeps);
      const tip = fingertip(state[1], state[2]);
      return -Math.sqrt((tip.x - state[3]) ** 2 + (tip.y - state[4]) ** 2) - squared(action);
    },

    ended: () => false,

    observe(state, observation) {
      const [, shoulder, elbow, x, y, shoulderSpeed, elbowSpeed] = state;
      const tip = fingertip(shoulder, elbow);
      observation[0] = cos(shoulder);
      observation[1] = cos(elbow);
      observation[2] = sin(shoulder);
      observation[3] = sin(elbow);
      observation[4] = x;
      observation[5] = y;
      observation[6] = shoulderSpeed;
      observation[7] = elbowSpeed;
      observation[8] = tip.x - x;
      observation[9] = tip.y - y;
    },

    scene: (state) => flatten(scene3(state), { left: -0.34, right: 0.34, bottom: -0.34, top: 0.34 }, 0),
    scene3,
  };
};

const roles = {
  'wall-south': 'obstacle',
  'wall-east': 'obstacle',
  'wall-north': 'obstacle',
  'wall-west': 'obstacle',
  target: 'goal',
  socket: 'mark',
  'upper-arm': 'part',
  forearm: 'part',
  fingertip: 'agent',
} as const;

/** Where the fingertip is, m. */
export function fingertip(shoulder: number, elbow: number): { x: number; y: number } {
  return {
    x: upperArm * cos(shoulder) + forearm * cos(shoulder + elbow),
    y: upperArm * sin(shoulder) + forearm * sin(shoulder + elbow),
  };
}

/** A point drawn evenly from a disc, by drawing from its square until one lies inside. */
function inDisc(random: Random, radius: number): [number, number] {
  for (;;) {
    const x = within(random, radius);
    const y = within(random, radius);
    if (x * x + y * y < radius * radius) return [x, y];
  }
}

/** How the fingertip is drawn to a place. */
export interface FingertipPull {
  /** w, 1/s, of the critically damped way there; the joints' inertia is their armature of 1. */
  readonly pace: number;
  /** s, m: softens the inverse where the arm is stretched or folded. */
  readonly softness: number;
  /** The largest action, up to 1. */
  readonly most: number;
}

/**
 * The torques that draw the fingertip to a place: u = (J' (J J' + s^2 I)^-1 w^2 (place - tip) - 2 w q') / 200, J the
 * Jacobian of the fingertip (damped least squares: Nakamura and Hanafusa, 1986).
 *
 * @param state [stateWidth]
 * @returns [2] the action
 */
export function pullFingertip(
  to: { readonly x: number; readonly y: number },
  state: Float64Array,
  { pace, softness, most }: FingertipPull,
): number[] {
  const [, shoulder, elbow, , , shoulderSpeed, elbowSpeed] = state;
  const tip = fingertip(shoulder, elbow);
  // Columns of J: the tip turned a quarter about the shoulder, and about the elbow.
  const [ax, ay] = [-tip.y, tip.x];
  const [bx, by] = [-forearm * sin(shoulder + elbow), forearm * cos(shoulder + elbow)];
  const xx = ax * ax + bx * bx + softness ** 2;
  const xy = ax * ay + bx * by;
  const yy = ay * ay + by * by + softness ** 2;
  const scale = pace ** 2 / (xx * yy - xy * xy);
  const ex = to.x - tip.x;
  const ey = to.y - tip.y;
  const fx = scale * (yy * ex - xy * ey);
  const fy = scale * (xx * ey - xy * ex);
  const torque = (x: number, y: number, speed: number) =>
    clamp((x * fx + y * fy - 2 * pace * speed) / torquePerAction, -most, most);
  return [torque(ax, ay, shoulderSpeed), torque(bx, by, elbowSpeed)];
}

/** A person's pointer pulls with all that the motors have. */
const byPointer: FingertipPull = { pace: 12, softness: 0.03, most: 1 };

/** The action that draws the fingertip to where in the plane (x, y) a person points; see {@link pullFingertip}. */
export const steerReacher = (
  pointer: { readonly x: number; readonly y: number },
  state: Float64Array,
): number[] => pullFingertip(pointer, state, byPointer);
