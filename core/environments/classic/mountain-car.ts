import type { Dynamics } from '../simulation.ts';
import { leftEnd, maxSpeed, rightEnd, roll, startAtRest, stateLabels, valleyScene } from './mountain.ts';

const goal = 0.5;

/**
 * MountainCar-v0: a car too weak for the hill gets over it by rocking (Moore, 1990). State (x, v); action 0, 1, 2 is
 * thrust -0.001, 0, +0.001; see `roll`. Pays -1 a step; ends at x >= 0.5 with v >= 0; 200 steps.
 */
export const mountainCar: Dynamics = {
  id: 'MountainCar-v0',
  name: 'Mountain car',
  stateLabels,
  observationSpace: {
    kind: 'box',
    low: [leftEnd, -maxSpeed],
    high: [rightEnd, maxSpeed],
    labels: stateLabels,
  },
  actionSpace: { kind: 'discrete', n: 3, labels: ['push left', 'coast', 'push right'] },
  rate: 30,
  maxSteps: 200,
  start: startAtRest,
  advance(state, action) {
    roll(state, 0.001 * (action[0] - 1));
    return -1;
  },
  ended: (state) => state[0] >= goal && state[1] >= 0,
  observe: (state, observation) => observation.set(state),
  scene: (state) => valleyScene(state, goal),
};
