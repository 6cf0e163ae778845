/** The models under Gymnasium's ids, as MJCF; `bench/peers/mujoco_golden.py` reads them too. */
import { halfCheetahModel } from './half-cheetah.ts';
import { hopperModel } from './hopper.ts';
import { invertedPendulumModel } from './inverted-pendulum.ts';
import { reacherModel } from './reacher.ts';

export const mujocoModels = {
  'InvertedPendulum-v5': invertedPendulumModel,
  'Reacher-v5': reacherModel,
  'Hopper-v5': hopperModel,
  'HalfCheetah-v5': halfCheetahModel,
} as const;

export type MujocoId = keyof typeof mujocoModels;
