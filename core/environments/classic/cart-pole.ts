import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { circle, line, rectangle } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';

const gravity = 9.8;
const cartMass = 1;
const poleMass = 0.1;
const totalMass = cartMass + poleMass;
/** Half the pole's length, m. */
const halfLength = 0.5;
const force = 10;
const dt = 0.02;
const farthest = 2.4;
const steepest = (12 * Math.PI) / 180;

/**
 * CartPole-v1: a pole hinged on a cart that is pushed left or right (Barto, Sutton and Anderson, 1983). State
 * (x, x', theta, theta'), theta = 0 upright; push F = +-10 N; M = 1.1 kg in all, pole m = 0.1 kg, half length l = 0.5 m:
 *
 *     theta'' = (g sin theta - cos theta (F + m l theta'^2 sin theta) / M) / (l (4/3 - m cos^2 theta / M))
 *     x''     = (F + m l (theta'^2 sin theta - theta'' cos theta)) / M
 *
 * by forward Euler, 0.02 s. Pays 1 a step, the last included; ends beyond |x| = 2.4 m or |theta| = 12 degrees.
 */
export const cartPole: Dynamics = {
  id: 'CartPole-v1',
  name: 'Cart-pole',
  stateLabels: ['position (m)', 'velocity (m/s)', 'angle (rad)', 'angular velocity (rad/s)'],
  observationSpace: {
    kind: 'box',
    low: [-2 * farthest, -Infinity, -2 * steepest, -Infinity],
    high: [2 * farthest, Infinity, 2 * steepest, Infinity],
    labels: ['position (m)', 'velocity (m/s)', 'angle (rad)', 'angular velocity (rad/s)'],
  },
  actionSpace: { kind: 'discrete', n: 2, labels: ['push left', 'push right'] },
  rate: 50,
  maxSteps: 500,

  start(state, random: Random) {
    for (let i = 0; i < 4; i++) state[i] = -0.05 + 0.1 * random.uniform();
  },

  advance(state, action) {
    const [x, velocity, angle, spin] = state;
    const sine = sin(angle);
    const cosine = cos(angle);
    const push =
      ((action[0] === 1 ? force : -force) + poleMass * halfLength * spin * spin * sine) / totalMass;
    const turning =
      (gravity * sine - cosine * push) / (halfLength * (4 / 3 - (poleMass * cosine * cosine) / totalMass));
    state[0] = x + dt * velocity;
    state[1] = velocity + dt * (push - (poleMass * halfLength * turning * cosine) / totalMass);
    state[2] = angle + dt * spin;
    state[3] = spin + dt * turning;
    return 1;
  },

  ended: (state) => Math.abs(state[0]) > farthest || Math.abs(state[2]) > steepest,

  observe: (state, observation) => observation.set(state),

  scene(state) {
    const [x, , angle] = state;
    const tip = { x: x + 2 * halfLength * sin(angle), y: 0.31 + 2 * halfLength * cos(angle) };
    const stop = (at: number) => line('edge', [at, 0, at, 0.16], 0.04);
    return {
      view: { left: -2.7, right: 2.7, bottom: -0.35, top: 1.55 },
      shapes: [
        line('edge', [-2.7, 0, 2.7, 0], 0.025),
        line('mark', [0, -0.12, 0, 0], 0.015),
        stop(-farthest - 0.3),
        stop(farthest + 0.3),
        rectangle('agent', { x, y: 0.2, width: 0.5, height: 0.22, angle: 0 }),
        circle('shade', x - 0.15, 0.07, 0.07),
        circle('shade', x + 0.15, 0.07, 0.07),
        line('part', [x, 0.31, tip.x, tip.y], 0.08),
        circle('shade', x, 0.31, 0.045),
      ],
      handle: { x, y: 0.2 },
    };
  },
};
