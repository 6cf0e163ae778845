import { wrapAngle } from '../../integrate.ts';
import { clamp } from '../../space.ts';
import { feedback, type Script } from '../expert.ts';
import { oneAction, regulatorGain } from './regulator.ts';

const maxTorque = 2;
/** 3 g / (2 l) and 3 / (m l^2) of the environment. */
const gravity = 15;
const leverage = 3;
/** Where the regulator catches: its own torque, before clipping, at most so many times the greatest. */
const catching = 1.5;

/**
 * Energy shaping (Astrom and Furuta, 2000) and a catch by the linear-quadratic regulator of the upright. With
 * E = theta'^2/2 + 15 (cos theta - 1), 0 upright at rest, and dE/dt = 3 u theta',
 *
 *     u = -K (theta, theta')          near the top,
 *     u = clip(-E theta' 10, +-2)     elsewhere, full torque along theta' until the energy is there.
 */
export const pendulumSwing: Script = {
  id: 'energy-shaping',
  name: 'Energy shaping',
  description: 'Pumps the energy that the upright needs, then holds it by a linear-quadratic regulator.',
  create(dynamics) {
    const gain = regulatorGain(dynamics, {
      point: new Float64Array(2),
      reach: 1e-4,
      actions: [oneAction(dynamics, 1)],
      stateCost: [1, 0.1],
      actionCost: [0.001],
    });
    return feedback(({ state }, action) => {
      const angle = wrapAngle(state[0]);
      const spin = state[1];
      const holding = -(gain[0] * angle + gain[1] * spin);
      if (Math.abs(angle) < 1 && Math.abs(holding) < catching * maxTorque) {
        action[0] = holding;
        return;
      }
      const energy = (spin * spin) / 2 + gravity * (Math.cos(angle) - 1);
      const along = spin === 0 ? 1 : Math.sign(spin);
      action[0] = clamp((-energy * 10 * along) / leverage, -maxTorque, maxTorque);
    });
  },
};
