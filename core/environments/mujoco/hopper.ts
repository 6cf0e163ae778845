import type { Scene3 } from '../scene3.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { Physics } from './physics.ts';
import { type SpatialDynamics, solidsOf, squared, stateLabels, within, writeStart } from './task.ts';
import { travelling } from './travelling.ts';

const substeps = 4;
const dt = 0.008;

const positions = ['z (m)', 'pitch (rad)', 'hip (rad)', 'knee (rad)', 'ankle (rad)'];
const velocities = [
  ...['x speed (m/s)', 'z speed (m/s)', 'pitch speed (rad/s)'],
  ...['hip speed (rad/s)', 'knee speed (rad/s)', 'ankle speed (rad/s)'],
];

/**
 * Hopper-v5: hop forwards on one leg. Positions (x, z, pitch, hip, knee, ankle); actions in +-1 turn the joints by 200 N m
 * per unit for 0.008 s. It pays x' + 1 - 0.001 |action|^2, the 1 only while healthy: z > 0.7 m, |pitch| < 0.2 rad, all
 * else within +-100. Ends when unhealthy; 1000 steps. Starts within +-0.005 of standing.
 * Observation (z, pitch, joints, velocities within +-10): where it is does not matter.
 */
export const hopper = (physics: Physics): SpatialDynamics => {
  const last = 1 + physics.nq + physics.nv;
  const healthy = (state: Float64Array) => {
    for (let i = 3; i < last; i++) if (!(Math.abs(state[i]) < 100)) return false;
    return state[2] > 0.7 && Math.abs(state[3]) < 0.2;
  };

  const scene3 = (state: Float64Array): Scene3 => ({
    solids: solidsOf(physics, state, { foot: 'part', shin: 'part', thigh: 'part', torso: 'agent' }),
    ground: { height: 0, cell: 0.5 },
    focus: [state[1], 0, 0.75],
    camera: { distance: 3.6, azimuth: 0.45, elevation: 0.16 },
    plane: 'x-z',
    handle: [state[1], 0, state[2]],
  });

  return {
    id: 'Hopper-v5',
    name: 'Hopper',
    stateLabels: stateLabels(['x (m)', ...positions], velocities),
    observationSpace: symmetricBox(new Array(11).fill(Infinity), [...positions, ...velocities]),
    actionSpace: symmetricBox(
      [1, 1, 1],
      ['hip torque (× 200 N m)', 'knee torque (× 200 N m)', 'ankle torque (× 200 N m)'],
    ),
    rate: 125,
    maxSteps: 1000,

    start(state, random) {
      const draw = () => within(random, 0.005);
      writeStart(physics, state, draw, draw);
    },

    advance(state, action) {
      const before = state[1];
      physics.advance(state, action, substeps);
      const speed = (state[1] - before) / dt;
      return speed + (healthy(state) ? 1 : 0) - 0.001 * squared(action);
    },

    ended: (state) => !healthy(state),

    observe(state, observation) {
      for (let i = 0; i < 5; i++) observation[i] = state[2 + i];
      for (let i = 0; i < 6; i++) observation[5 + i] = clamp(state[7 + i], -10, 10);
    },

    scene: (state) => travelling(scene3(state), { left: -1.3, right: 1.3, bottom: -0.2, top: 1.8 }),
    scene3,
  };
};
