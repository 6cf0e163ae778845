import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { rungeKutta4, wrapAngle } from '../integrate.ts';
import { circle, line } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { ReachSpec } from '../spec.ts';
import { linkLength, twoLinkDerivative, twoLinkPoints } from './two-link.ts';

const dt = 0.02;
const damping = 0.2;
const maxSpeed = 20;
const effortCost = 0.1;
const longest = 2 * linkLength;

const integrate = rungeKutta4(4);
const torque = new Float64Array(2);
const derivative = twoLinkDerivative(torque, damping);
const joints = new Float64Array(4);

/**
 * Planar reach: a two-link arm brings its tip to a target (after the reaching task of guided cost learning; Finn, Levine
 * and Abbeel, 2016). Rigid links without gravity (see `two-link.ts`), joint torques |a_i| <= 1 N m (clipped), damping
 * 0.2 N m s, one Runge-Kutta step of 0.02 s, joint speeds held within 20 rad/s. After the step it pays
 * -|tip - target| - 0.1 |a|^2. Never ends. A target left free is drawn evenly from the ring 0.2 m to 0.95 m around the
 * shoulder. Observation: cosine and sine of both angles, both speeds, target, tip - target.
 */
export function reach(spec: ReachSpec): Dynamics {
  return {
    id: 'reach',
    name: 'Planar reach',
    stateLabels: [
      'shoulder (rad)',
      'elbow (rad)',
      'shoulder speed (rad/s)',
      'elbow speed (rad/s)',
      'target x (m)',
      'target y (m)',
    ],
    observationSpace: symmetricBox(
      [1, 1, 1, 1, maxSpeed, maxSpeed, longest, longest, 2 * longest, 2 * longest],
      [
        'shoulder cosine',
        'shoulder sine',
        'elbow cosine',
        'elbow sine',
        'shoulder speed (rad/s)',
        'elbow speed (rad/s)',
        'target x (m)',
        'target y (m)',
        'tip - target x (m)',
        'tip - target y (m)',
      ],
    ),
    actionSpace: symmetricBox([1, 1], ['shoulder torque (N m)', 'elbow torque (N m)']),
    rate: 1 / dt,
    maxSteps: spec.maxSteps,

    start(state, random: Random) {
      state.fill(0);
      state[0] = Math.PI * (2 * random.uniform() - 1);
      state[1] = Math.PI * (random.uniform() - 0.5);
      const radius = Math.sqrt(0.2 ** 2 + (0.95 ** 2 - 0.2 ** 2) * random.uniform());
      const angle = 2 * Math.PI * random.uniform();
      state[4] = spec.target?.x ?? radius * cos(angle);
      state[5] = spec.target?.y ?? radius * sin(angle);
    },

    advance(state, action) {
      for (let i = 0; i < 2; i++) torque[i] = clamp(action[i], -1, 1);
      joints.set(state.subarray(0, 4));
      integrate(derivative, joints, dt);
      for (let i = 0; i < 2; i++) {
        state[i] = wrapAngle(joints[i]);
        state[2 + i] = clamp(joints[2 + i], -maxSpeed, maxSpeed);
      }
      const [, , x, y] = twoLinkPoints(state[0], state[1]);
      return (
        -Math.sqrt((x - state[4]) ** 2 + (y - state[5]) ** 2) -
        effortCost * (torque[0] * torque[0] + torque[1] * torque[1])
      );
    },

    ended: () => false,

    observe(state, observation) {
      for (let i = 0; i < 2; i++) {
        observation[2 * i] = cos(state[i]);
        observation[2 * i + 1] = sin(state[i]);
        observation[4 + i] = state[2 + i];
        observation[6 + i] = state[4 + i];
      }
      const [, , x, y] = twoLinkPoints(state[0], state[1]);
      observation[8] = x - state[4];
      observation[9] = y - state[5];
    },

    scene(state) {
      const [elbowX, elbowY, x, y] = twoLinkPoints(state[0], state[1]);
      return {
        view: { left: -1.1, right: 1.1, bottom: -1.1, top: 1.1 },
        shapes: [
          circle('ground', 0, 0, longest),
          circle('goal', state[4], state[5], 0.06),
          line('part', [0, 0, elbowX, elbowY], 0.08),
          line('part', [elbowX, elbowY, x, y], 0.065),
          circle('edge', 0, 0, 0.06),
          circle('shade', elbowX, elbowY, 0.022),
          circle('agent', x, y, 0.045),
        ],
        handle: { x, y },
        hinges: [
          { x: 0, y: 0, radius: 0.18 },
          { x: elbowX, y: elbowY, radius: 0.12 },
        ],
      };
    },
  };
}
