import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';
import { leftEnd, maxSpeed, rightEnd, roll, startAtRest, stateLabels, valleyScene } from './mountain.ts';

const goal = 0.45;
const power = 0.0015;

const ended = (state: Float64Array) => state[0] >= goal && state[1] >= 0;

/**
 * MountainCarContinuous-v0: the mountain car with a throttle. Thrust 0.0015 a, a clipped to [-1, 1]; see `roll`.
 * Pays -0.1 a^2 for the action as asked (not as clipped), and 100 on arrival at x >= 0.45 with v >= 0, which ends it;
 * 999 steps.
 */
export const mountainCarContinuous: Dynamics = {
  id: 'MountainCarContinuous-v0',
  name: 'Mountain car with a throttle',
  stateLabels,
  observationSpace: {
    kind: 'box',
    low: [leftEnd, -maxSpeed],
    high: [rightEnd, maxSpeed],
    labels: stateLabels,
  },
  actionSpace: symmetricBox([1], ['throttle']),
  rate: 30,
  maxSteps: 999,
  start: startAtRest,
  advance(state, action) {
    roll(state, power * clamp(action[0], -1, 1));
    return (ended(state) ? 100 : 0) - 0.1 * action[0] ** 2;
  },
  ended,
  observe: (state, observation) => observation.set(state),
  scene: (state) => valleyScene(state, goal),
};
