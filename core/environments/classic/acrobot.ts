import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { rungeKutta4, wrapAngle } from '../integrate.ts';
import { circle, line } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';

const gravity = 9.8;
const dt = 0.2;
const maxSpins = [4 * Math.PI, 9 * Math.PI] as const;
// Both links: mass 1 kg, length 1 m, centre at 0.5 m, moment of inertia 1 kg m^2.
const centre = 0.5;

/**
 * Accelerations of the acrobot under torque tau at the second joint (Sutton and Barto 1e, section 11.3).
 * With m = l = I = 1 and c = 1/2:
 *
 *     d1 = c^2 + 1 + c^2 + 2 c cos t2 + 2,    d2 = c^2 + c cos t2 + 1
 *     g2 = c g sin(t1 + t2)
 *     g1 = -c t2'^2 sin t2 - 2 c t1' t2' sin t2 + (c + 1) g sin t1 + g2
 *     t2'' = (tau + d2/d1 g1 - c t1'^2 sin t2 - g2) / (c^2 + 1 - d2^2/d1),    t1'' = -(d2 t2'' + g1) / d1
 */
export function acrobotDerivative(torque: number): (x: Float64Array, out: Float64Array) => void {
  return (x, out) => {
    const [t1, t2, v1, v2] = x;
    const cos2 = cos(t2);
    const sin2 = sin(t2);
    const d1 = 2 * centre ** 2 + 3 + 2 * centre * cos2;
    const d2 = centre ** 2 + centre * cos2 + 1;
    const g2 = centre * gravity * sin(t1 + t2);
    const g1 = -centre * v2 * sin2 * (v2 + 2 * v1) + (centre + 1) * gravity * sin(t1) + g2;
    const a2 = (torque + (d2 / d1) * g1 - centre * v1 ** 2 * sin2 - g2) / (centre ** 2 + 1 - d2 ** 2 / d1);
    out[0] = v1;
    out[1] = v2;
    out[2] = -(d2 * a2 + g1) / d1;
    out[3] = a2;
  };
}

/** Kinetic and potential energy of a state, J; 0 torque keeps it. */
export function acrobotEnergy([t1, t2, v1, v2]: Float64Array): number {
  const d1 = 2 * centre ** 2 + 3 + 2 * centre * cos(t2);
  const d2 = centre ** 2 + centre * cos(t2) + 1;
  const kinetic = (d1 * v1 * v1 + (centre ** 2 + 1) * v2 * v2) / 2 + d2 * v1 * v2;
  return kinetic - (centre + 1) * gravity * cos(t1) - centre * gravity * cos(t1 + t2);
}

const torques = [-1, 0, 1].map(acrobotDerivative);
const integrate = rungeKutta4(4);

/** The tip stands more than one link above the bar. */
const ended = (state: Float64Array) => -cos(state[0]) - cos(state[0] + state[1]) > 1;

/**
 * Acrobot-v1: swing a two-link arm up by its elbow. State (t1, t2, t1', t2'), 0 hanging; action 0, 1, 2 is torque
 * -1, 0, 1; one Runge-Kutta step of 0.2 s, angles wrapped, speeds held within 4 pi and 9 pi. Pays -1 a step and 0 for
 * the one that ends it (the tip a link above the bar); 500 steps.
 * Observation (cos t1, sin t1, cos t2, sin t2, t1', t2').
 */
export const acrobot: Dynamics = {
  id: 'Acrobot-v1',
  name: 'Acrobot',
  stateLabels: [
    'upper angle (rad)',
    'elbow angle (rad)',
    'upper angular velocity (rad/s)',
    'elbow angular velocity (rad/s)',
  ],
  observationSpace: symmetricBox(
    [1, 1, 1, 1, ...maxSpins],
    [
      'upper cosine',
      'upper sine',
      'elbow cosine',
      'elbow sine',
      'upper angular velocity (rad/s)',
      'elbow angular velocity (rad/s)',
    ],
  ),
  actionSpace: { kind: 'discrete', n: 3, labels: ['torque -1', 'no torque', 'torque +1'] },
  rate: 15,
  maxSteps: 500,

  start(state, random: Random) {
    for (let i = 0; i < 4; i++) state[i] = -0.1 + 0.2 * random.uniform();
  },

  advance(state, action) {
    integrate(torques[action[0]], state, dt);
    for (let i = 0; i < 2; i++) {
      state[i] = wrapAngle(state[i]);
      state[2 + i] = clamp(state[2 + i], -maxSpins[i], maxSpins[i]);
    }
    return ended(state) ? 0 : -1;
  },

  ended,

  observe(state, observation) {
    for (let i = 0; i < 2; i++) {
      observation[2 * i] = cos(state[i]);
      observation[2 * i + 1] = sin(state[i]);
      observation[4 + i] = state[2 + i];
    }
  },

  scene(state) {
    const [t1, t2] = state;
    const elbow = { x: sin(t1), y: -cos(t1) };
    const tip = { x: elbow.x + sin(t1 + t2), y: elbow.y - cos(t1 + t2) };
    return {
      view: { left: -2.2, right: 2.2, bottom: -2.2, top: 2.2 },
      shapes: [
        line('goal', [-2.2, 1, 2.2, 1], 0.03),
        line('edge', [-0.5, 0, 0.5, 0], 0.05),
        line('part', [0, 0, elbow.x, elbow.y], 0.2),
        line('agent', [elbow.x, elbow.y, tip.x, tip.y], 0.2),
        circle('shade', 0, 0, 0.07),
        circle('shade', elbow.x, elbow.y, 0.07),
      ],
      handle: tip,
      hinges: [{ ...elbow, radius: 0.4 }],
    };
  },
};
