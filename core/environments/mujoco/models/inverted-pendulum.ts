import { element, model } from '../mjcf.ts';

/**
 * Gymnasium's inverted pendulum: a cart (capsule, 0.1 m, half length 0.1 m) on a rail of +-1 m, a pole of 0.6 m on it that
 * leans by 1 mm, both joints damped by 1; the motor pushes 100 N per unit. Runge-Kutta, 0.02 s.
 * Source: https://gymnasium.farama.org/environments/mujoco/inverted_pendulum/
 */
export const invertedPendulumModel = model(
  'inverted-pendulum',
  { timestep: 0.02, integrator: 'RK4' },
  element(
    'default',
    {},
    element('joint', { damping: 1, armature: 0, limited: true }),
    element('geom', { type: 'capsule', contype: 0, conaffinity: 0 }),
  ),
  element(
    'worldbody',
    {},
    element('geom', { name: 'rail', size: 0.02, fromto: [-1, 0, 0, 1, 0, 0] }),
    element(
      'body',
      { name: 'cart' },
      element('joint', { name: 'slider', type: 'slide', axis: [1, 0, 0], range: [-1, 1] }),
      element('geom', { name: 'cart', size: 0.1, fromto: [-0.1, 0, 0, 0.1, 0, 0] }),
      element(
        'body',
        { name: 'pole' },
        element('joint', { name: 'hinge', type: 'hinge', axis: [0, 1, 0], range: [-90, 90] }),
        element('geom', { name: 'pole', size: 0.049, fromto: [0, 0, 0, 0.001, 0, 0.6] }),
      ),
    ),
  ),
  element(
    'actuator',
    {},
    element('motor', { joint: 'slider', gear: 100, ctrllimited: true, ctrlrange: [-3, 3] }),
  ),
);
