/** Gymnasium's MuJoCo tasks on MuJoCo's own WebAssembly, from models written here. */
import { halfCheetah } from './half-cheetah.ts';
import { hopper } from './hopper.ts';
import { invertedPendulum } from './inverted-pendulum.ts';
import { loadedMujoco } from './load.ts';
import type { MujocoId } from './models/index.ts';
import type { Physics } from './physics.ts';
import { reacher } from './reacher.ts';
import type { SpatialDynamics } from './task.ts';

export { steerPendulum } from './inverted-pendulum.ts';
export { loadMujoco } from './load.ts';
export type { MujocoId } from './models/index.ts';
export { steerReacher } from './reacher.ts';
export type { SpatialDynamics } from './task.ts';

const tasks: Readonly<Record<MujocoId, (physics: Physics) => SpatialDynamics>> = {
  'InvertedPendulum-v5': invertedPendulum,
  'Reacher-v5': reacher,
  'Hopper-v5': hopper,
  'HalfCheetah-v5': halfCheetah,
};

/**
 * The equations of a MuJoCo task.
 *
 * @throws LabError `Conflict` before `loadMujoco` has finished
 */
export function mujocoTask(id: MujocoId): SpatialDynamics {
  const physics = loadedMujoco()(id);
  return { ...tasks[id](physics), complete: (given) => fromPositions(physics, given) };
}

/** The state at time 0, with a cold solver, of positions and velocities; null for anything else. */
function fromPositions({ nq, nv, stateWidth }: Physics, given: ArrayLike<number>): Float64Array | null {
  if (given.length !== nq + nv) return null;
  const state = new Float64Array(stateWidth);
  state.set(given, 1);
  return state;
}

/** What the gallery says of each, without loading anything. */
export const mujocoDescriptions: Readonly<
  Record<MujocoId, { readonly name: string; readonly description: string }>
> = {
  'InvertedPendulum-v5': {
    name: 'Inverted pendulum',
    description: 'Hold a pole upright on a cart that slides along a rail.',
  },
  'Reacher-v5': { name: 'Reacher', description: 'Bring the fingertip of a two-link arm to a target.' },
  'Hopper-v5': { name: 'Hopper', description: 'Hop forwards on one leg without falling.' },
  'HalfCheetah-v5': { name: 'Half-cheetah', description: 'Run forwards on two legs, as fast as they carry.' },
};
