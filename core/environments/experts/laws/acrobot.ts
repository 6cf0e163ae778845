import { feedback, type Script } from '../expert.ts';

/**
 * Energy shaping by the elbow (Spong, 1995): the torque does work tau t2' on the arm, so tau = sign t2' adds energy at
 * every step, and the arm swings until its tip is above the line.
 */
export const acrobotSwing: Script = {
  id: 'energy-shaping',
  name: 'Energy shaping',
  description:
    'Turns the elbow along its motion, which adds energy at every step, until the arm swings over the line.',
  create: () =>
    feedback(({ state }, action) => {
      action[0] = state[3] < 0 ? 0 : 2;
    }),
};
