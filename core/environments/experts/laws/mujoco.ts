import { type MujocoId, steerPendulum } from '../../mujoco/index.ts';
import { pullFingertip } from '../../mujoco/reacher.ts';
import { feedback, type Script } from '../expert.ts';

const pendulum: Script = {
  id: 'regulator',
  name: 'Linear-quadratic regulator',
  description:
    'Keeps the pole upright and the cart in the middle by the linear-quadratic regulator of the model.',
  create: () => feedback(({ state }, action) => action.set(steerPendulum({ x: 0 }, state))),
};

/** The task charges for torque squared: no more of it than this. */
const sparingly = { pace: 15, softness: 0.05, most: 0.2 } as const;

const reacher: Script = {
  id: 'jacobian',
  name: 'Jacobian PD',
  description: 'Draws the fingertip to the target by the damped inverse of its Jacobian.',
  create: () =>
    feedback(({ state }, action) =>
      action.set(pullFingertip({ x: state[3], y: state[4] }, state, sparingly)),
    ),
};

/** Hopping and running are for trained policies: nobody writes them by hand. */
export const mujocoScripts: Readonly<Record<MujocoId, readonly Script[]>> = {
  'InvertedPendulum-v5': [pendulum],
  'Reacher-v5': [reacher],
  'Hopper-v5': [],
  'HalfCheetah-v5': [],
};
