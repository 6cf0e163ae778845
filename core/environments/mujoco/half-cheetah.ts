import type { Scene3 } from '../scene3.ts';
import { symmetricBox } from '../space.ts';
import type { Physics } from './physics.ts';
import { type SpatialDynamics, solidsOf, squared, stateLabels, within, writeStart } from './task.ts';
import { travelling } from './travelling.ts';

const substeps = 5;
const dt = 0.05;

const joints = ['hind hip', 'hind knee', 'hind ankle', 'fore hip', 'fore knee', 'fore ankle'];
const positions = ['z (m)', 'pitch (rad)', ...joints.map((joint) => `${joint} (rad)`)];
const velocities = [
  ...['x speed (m/s)', 'z speed (m/s)', 'pitch speed (rad/s)'],
  ...joints.map((joint) => `${joint} speed (rad/s)`),
];

/**
 * HalfCheetah-v5: run forwards on two legs. Positions (x, z, pitch, three joints of each leg), z relative to standing;
 * actions in +-1 turn the joints by their motors' 30 to 120 N m for 0.05 s. It pays x' - 0.1 |action|^2. Never ends;
 * 1000 steps. Positions start within +-0.1, velocities normal with deviation 0.1.
 * Observation (z, pitch, joints, velocities): where it is does not matter.
 */
export const halfCheetah = (physics: Physics): SpatialDynamics => {
  const scene3 = (state: Float64Array): Scene3 => ({
    solids: solidsOf(physics, state, roles),
    ground: { height: 0, cell: 0.5 },
    focus: [state[1] + 0.05, 0, 0.45],
    camera: { distance: 3.3, azimuth: 0.5, elevation: 0.2 },
    plane: 'x-z',
    handle: [state[1], 0, 0.7 + state[2]],
  });

  return {
    id: 'HalfCheetah-v5',
    name: 'Half-cheetah',
    stateLabels: stateLabels(['x (m)', ...positions], velocities),
    observationSpace: symmetricBox(new Array(17).fill(Infinity), [...positions, ...velocities]),
    actionSpace: symmetricBox(
      new Array(6).fill(1),
      joints.map((joint, i) => `${joint} torque (× ${[120, 90, 60, 120, 60, 30][i]} N m)`),
    ),
    rate: 20,
    maxSteps: 1000,

    start(state, random) {
      writeStart(
        physics,
        state,
        () => within(random, 0.1),
        () => 0.1 * random.normal(),
      );
    },

    advance(state, action) {
      const before = state[1];
      physics.advance(state, action, substeps);
      return (state[1] - before) / dt - 0.1 * squared(action);
    },

    ended: () => false,

    observe(state, observation) {
      for (let i = 0; i < 17; i++) observation[i] = state[2 + i];
    },

    scene: (state) => travelling(scene3(state), { left: -1.3, right: 1.3, bottom: -0.3, top: 1.5 }),
    scene3,
  };
};

const roles = {
  'hind-foot': 'part',
  'hind-shin': 'part',
  'hind-thigh': 'part',
  'fore-foot': 'part',
  'fore-shin': 'part',
  'fore-thigh': 'part',
  torso: 'agent',
  head: 'agent',
} as const;
