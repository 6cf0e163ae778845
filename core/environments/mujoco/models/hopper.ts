import { element, model, planarRoot, rod } from '../mjcf.ts';

/** A hinge of the leg; positive angles bend it backwards. */
const hinge = (name: string, ...range: [number, number]) =>
  element('joint', { name, type: 'hinge', axis: [0, -1, 0], range });

/**
 * Gymnasium's hopper, a leg in the x-z plane: torso 0.4 m, thigh 0.45 m, shin 0.5 m, foot 0.39 m, armature and damping 1,
 * motors of 200 N m per unit. Every frame lies in its joint. Runge-Kutta, 0.002 s.
 * Source: https://gymnasium.farama.org/environments/mujoco/hopper/
 */
export const hopperModel = model(
  'hopper',
  { timestep: 0.002, integrator: 'RK4' },
  element(
    'default',
    {},
    element('joint', { armature: 1, damping: 1, limited: true }),
    element('geom', {
      contype: 1,
      conaffinity: 1,
      condim: 1,
      margin: 0.001,
      solref: [0.02, 1],
      solimp: [0.8, 0.8, 0.01],
    }),
    element('motor', { gear: 200, ctrllimited: true, ctrlrange: [-1, 1] }),
  ),
  element(
    'worldbody',
    {},
    element('geom', { name: 'ground', type: 'plane', size: [20, 20, 0.125], condim: 3 }),
    element(
      'body',
      { name: 'torso', pos: [0, 0, 1.25] },
      planarRoot(1.25),
      rod('torso', { middle: [0, 0], tilt: 0, half: 0.2, radius: 0.05 }, { friction: 0.9 }),
      element(
        'body',
        { name: 'thigh', pos: [0, 0, -0.2] },
        hinge('hip', -150, 0),
        rod('thigh', { middle: [0, -0.225], tilt: 0, half: 0.225, radius: 0.05 }, { friction: 0.9 }),
        element(
          'body',
          { name: 'shin', pos: [0, 0, -0.45] },
          hinge('knee', -150, 0),
          rod('shin', { middle: [0, -0.25], tilt: 0, half: 0.25, radius: 0.04 }, { friction: 0.9 }),
          element(
            'body',
            { name: 'foot', pos: [0, 0, -0.5] },
            hinge('ankle', -45, 45),
            rod(
              'foot',
              { middle: [0.065, 0], tilt: -Math.PI / 2, half: 0.195, radius: 0.06 },
              { friction: 2 },
            ),
          ),
        ),
      ),
    ),
  ),
  element('actuator', {}, ...['hip', 'knee', 'ankle'].map((joint) => element('motor', { joint }))),
);
