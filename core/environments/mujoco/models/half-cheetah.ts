import { element, model, planarRoot, rod } from '../mjcf.ts';

const radius = 0.046;

/** One piece of a leg: where its joint lies in the piece above, what holds the joint, and its rod. */
interface Piece {
  readonly name: string;
  readonly joint: readonly [x: number, z: number];
  readonly range: readonly [number, number];
  readonly stiffness: number;
  readonly damping: number;
  /** N m per unit of action. */
  readonly gear: number;
  readonly middle: readonly [x: number, z: number];
  readonly tilt: number;
  readonly half: number;
}

/** From the hip down. Stiffness in N m/rad, damping in N m s/rad. */
const hindLeg: readonly Piece[] = [
  {
    ...{ name: 'hind-thigh', joint: [-0.5, 0], range: [-0.52, 1.05], stiffness: 240, damping: 6, gear: 120 },
    ...{ middle: [0.1, -0.13], tilt: -3.8, half: 0.145 },
  },
  {
    ...{
      name: 'hind-shin',
      joint: [0.16, -0.25],
      range: [-0.785, 0.785],
      stiffness: 180,
      damping: 4.5,
      gear: 90,
    },
    ...{ middle: [-0.14, -0.07], tilt: -2.03, half: 0.15 },
  },
  {
    ...{
      name: 'hind-foot',
      joint: [-0.28, -0.14],
      range: [-0.4, 0.785],
      stiffness: 120,
      damping: 3,
      gear: 60,
    },
    ...{ middle: [0.03, -0.097], tilt: -0.27, half: 0.094 },
  },
];

const foreLeg: readonly Piece[] = [
  {
    ...{ name: 'fore-thigh', joint: [0.5, 0], range: [-1, 0.7], stiffness: 180, damping: 4.5, gear: 120 },
    ...{ middle: [-0.07, -0.12], tilt: 0.52, half: 0.133 },
  },
  {
    ...{
      name: 'fore-shin',
      joint: [-0.14, -0.24],
      range: [-1.2, 0.87],
      stiffness: 120,
      damping: 3,
      gear: 60,
    },
    ...{ middle: [0.065, -0.09], tilt: -0.6, half: 0.106 },
  },
  {
    ...{ name: 'fore-foot', joint: [0.13, -0.18], range: [-0.5, 0.5], stiffness: 60, damping: 1.5, gear: 30 },
    ...{ middle: [0.045, -0.07], tilt: -0.6, half: 0.07 },
  },
];

/** The pieces of a leg, each inside the one above it. */
const leg = (pieces: readonly Piece[]): string =>
  pieces.reduceRight((below, { name, joint: [x, z], range, stiffness, damping, middle, tilt, half }) => {
    const holds = { type: 'hinge', axis: [0, 1, 0], range, stiffness, damping };
    return element(
      'body',
      { name, pos: [x, 0, z] },
      element('joint', { name, ...holds }),
      rod(name, { middle, tilt, half, radius }),
      below,
    );
  }, '');

/**
 * Gymnasium's half-cheetah: a back of 1 m with a head and two legs of three pieces in the x-z plane, 14 kg in all, joints
 * sprung and damped. Pieces touch the ground, not each other. Euler, 0.01 s.
 * Source: https://gymnasium.farama.org/environments/mujoco/half_cheetah/
 */
export const halfCheetahModel = model(
  'half-cheetah',
  { timestep: 0.01, integrator: 'Euler' },
  element('compiler', { angle: 'radian', settotalmass: 14 }),
  element(
    'default',
    {},
    element('joint', {
      ...{ armature: 0.1, damping: 0.01, stiffness: 8, limited: true },
      ...{ solreflimit: [0.02, 1], solimplimit: [0, 0.8, 0.03] },
    }),
    element('geom', {
      ...{ contype: 1, conaffinity: 0, condim: 3, friction: [0.4, 0.1, 0.1] },
      ...{ solref: [0.02, 1], solimp: [0, 0.8, 0.01] },
    }),
    element('motor', { ctrllimited: true, ctrlrange: [-1, 1] }),
  ),
  element(
    'worldbody',
    {},
    element('geom', { name: 'ground', type: 'plane', size: [40, 40, 40], conaffinity: 1 }),
    element(
      'body',
      { name: 'torso', pos: [0, 0, 0.7] },
      planarRoot(0),
      rod('torso', { middle: [0, 0], tilt: Math.PI / 2, half: 0.5, radius }),
      rod('head', { middle: [0.6, 0.1], tilt: 0.87, half: 0.15, radius }),
      leg(hindLeg),
      leg(foreLeg),
    ),
  ),
  element(
    'actuator',
    {},
    ...[...hindLeg, ...foreLeg].map(({ name, gear }) => element('motor', { joint: name, gear })),
  ),
);
