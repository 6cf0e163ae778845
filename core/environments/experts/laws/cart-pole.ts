import { feedback, type Script } from '../expert.ts';
import { regulatorGain } from './regulator.ts';

/** u = -K (x, x', theta, theta') of the linear-quadratic regulator about the upright; pushes to the side of its sign. */
export const cartPoleBalance: Script = {
  id: 'regulator',
  name: 'Linear-quadratic regulator',
  description: 'Pushes to the side that the linear-quadratic regulator of the upright pole asks for.',
  create(dynamics) {
    const gain = regulatorGain(dynamics, {
      point: new Float64Array(4),
      reach: 1e-4,
      actions: [[Float64Array.of(0), Float64Array.of(1)]],
      stateCost: [1, 0.1, 10, 0.1],
      actionCost: [1],
    });
    return feedback(({ state }, action) => {
      const push = -gain.reduce((sum, k, i) => sum + k * state[i], 0);
      action[0] = push > 0 ? 1 : 0;
    });
  },
};
