import { element, model } from '../mjcf.ts';

const wall = (name: string, ...fromto: number[]) => element('geom', { name, size: 0.02, fromto });

/**
 * Gymnasium's reacher: an arm of two links of 0.1 m (capsules of 1 cm) in the x-y plane, turned by two motors of 200 N m
 * per unit against armature 1 and damping 1; the elbow within +-3 rad; the target is a ball on two slides. Nothing touches.
 * Runge-Kutta, 0.01 s. Source: https://gymnasium.farama.org/environments/mujoco/reacher/
 */
export const reacherModel = model(
  'reacher',
  { timestep: 0.01, integrator: 'RK4' },
  element('compiler', { angle: 'radian' }),
  element(
    'default',
    {},
    element('joint', { armature: 1, damping: 1 }),
    element('geom', { type: 'capsule', contype: 0, conaffinity: 0 }),
    element('motor', { gear: 200, ctrllimited: true, ctrlrange: [-1, 1] }),
  ),
  element(
    'worldbody',
    {},
    element('geom', { name: 'ground', type: 'plane', size: [1, 1, 10] }),
    wall('wall-south', -0.3, -0.3, 0.01, 0.3, -0.3, 0.01),
    wall('wall-east', 0.3, -0.3, 0.01, 0.3, 0.3, 0.01),
    wall('wall-north', -0.3, 0.3, 0.01, 0.3, 0.3, 0.01),
    wall('wall-west', -0.3, -0.3, 0.01, -0.3, 0.3, 0.01),
    element('geom', { name: 'socket', type: 'cylinder', size: 0.011, fromto: [0, 0, 0, 0, 0, 0.02] }),
    element(
      'body',
      { name: 'upper-arm', pos: [0, 0, 0.01] },
      element('joint', { name: 'shoulder', type: 'hinge', axis: [0, 0, 1], limited: false }),
      element('geom', { name: 'upper-arm', size: 0.01, fromto: [0, 0, 0, 0.1, 0, 0] }),
      element(
        'body',
        { name: 'forearm', pos: [0.1, 0, 0] },
        element('joint', { name: 'elbow', type: 'hinge', axis: [0, 0, 1], limited: true, range: [-3, 3] }),
        element('geom', { name: 'forearm', size: 0.01, fromto: [0, 0, 0, 0.1, 0, 0] }),
        element(
          'body',
          { name: 'fingertip', pos: [0.11, 0, 0] },
          element('geom', { name: 'fingertip', type: 'sphere', size: 0.01 }),
        ),
      ),
    ),
    element(
      'body',
      { name: 'target', pos: [0.1, -0.1, 0.01] },
      ...(['x', 'y'] as const).map((axis, i) =>
        element('joint', {
          name: `target-${axis}`,
          type: 'slide',
          axis: axis === 'x' ? [1, 0, 0] : [0, 1, 0],
          ref: [0.1, -0.1][i],
          limited: true,
          range: [-0.27, 0.27],
          armature: 0,
          damping: 0,
        }),
      ),
      element('geom', { name: 'target', type: 'sphere', size: 0.009 }),
    ),
  ),
  element('actuator', {}, element('motor', { joint: 'shoulder' }), element('motor', { joint: 'elbow' })),
);
