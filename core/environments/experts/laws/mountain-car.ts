import { clamp } from '../../space.ts';
import { feedback, type Script } from '../expert.ts';

/** Thrust along the motion, which adds energy at every step: a = sign v. */
export const mountainCarPump: Script = {
  id: 'energy-pumping',
  name: 'Energy pumping',
  description: 'Pushes along the motion at every step, so that each swing goes higher.',
  create: () =>
    feedback(({ state }, action) => {
      action[0] = state[1] > 0 ? 2 : 0;
    }),
};

/** a = sign v max(0.1, 12 |v|). */
const least = 0.1;
const growth = 12;

/**
 * Thrust in proportion to speed. A step adds the energy 0.0015 a v and costs 0.1 a^2; for a given sum of energies the sum
 * of squares is least when a is proportional to v (Cauchy and Schwarz). A small least thrust starts the car.
 */
export const sparingPump: Script = {
  id: 'energy-pumping',
  name: 'Sparing energy pumping',
  description: 'Opens the throttle along the motion in proportion to speed, where it adds most for its cost.',
  create: () =>
    feedback(({ state }, action) => {
      const speed = state[1];
      action[0] = clamp((speed < 0 ? -1 : 1) * Math.max(least, growth * Math.abs(speed)), -1, 1);
    }),
};
