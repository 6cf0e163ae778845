import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { wrapAngle } from '../integrate.ts';
import { circle, line } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';

const gravity = 10;
const mass = 1;
const length = 1;
const dt = 0.05;
const maxSpeed = 8;
const maxTorque = 2;

/**
 * Pendulum-v1: swing a rod up with too little torque. State (theta, theta'), theta = 0 upright; torque u clipped to
 * +-2 N m; g = 10 m/s^2, m = 1 kg, l = 1 m:
 *
 *     theta'' = 3 g / (2 l) sin theta + 3 u / (m l^2)
 *
 * by semi-implicit Euler, 0.05 s, theta' held within +-8 rad/s. Before the step it pays
 * -(theta^2 + 0.1 theta'^2 + 0.001 u^2), theta wrapped to [-pi, pi). Never ends; 200 steps.
 * Observation (cos theta, sin theta, theta').
 */
export const pendulum: Dynamics = {
  id: 'Pendulum-v1',
  name: 'Pendulum',
  stateLabels: ['angle (rad)', 'angular velocity (rad/s)'],
  observationSpace: symmetricBox([1, 1, maxSpeed], ['cosine', 'sine', 'angular velocity (rad/s)']),
  actionSpace: symmetricBox([maxTorque], ['torque (N m)']),
  rate: 20,
  maxSteps: 200,

  start(state, random: Random) {
    state[0] = Math.PI * (2 * random.uniform() - 1);
    state[1] = 2 * random.uniform() - 1;
  },

  advance(state, action) {
    const [angle, spin] = state;
    const torque = clamp(action[0], -maxTorque, maxTorque);
    const turning = ((3 * gravity) / (2 * length)) * sin(angle) + (3 / (mass * length ** 2)) * torque;
    state[1] = clamp(spin + dt * turning, -maxSpeed, maxSpeed);
    state[0] = angle + dt * state[1];
    return -(wrapAngle(angle) ** 2 + 0.1 * spin ** 2 + 0.001 * torque ** 2);
  },

  ended: () => false,

  observe(state, observation) {
    observation[0] = cos(state[0]);
    observation[1] = sin(state[0]);
    observation[2] = state[1];
  },

  scene(state) {
    const tip = { x: -length * sin(state[0]), y: length * cos(state[0]) };
    return {
      view: { left: -1.3, right: 1.3, bottom: -1.3, top: 1.3 },
      shapes: [
        circle('ground', 0, 0, 1.16),
        line('goal', [0, 1.04, 0, 1.24], 0.05),
        line('agent', [0, 0, tip.x, tip.y], 0.18),
        circle('shade', 0, 0, 0.06),
      ],
      handle: tip,
      hinges: [{ x: 0, y: 0, radius: 0.45 }],
    };
  },
};
