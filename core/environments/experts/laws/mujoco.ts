import { type MujocoId, steerPendulum } from '../../mujoco/index.ts';
import { fingertip } from '../../mujoco/reacher.ts';
import { clamp } from '../../space.ts';
import { feedback, type Script } from '../expert.ts';

const pendulum: Script = {
  id: 'regulator',
  name: 'Linear-quadratic regulator',
  description:
    'Keeps the pole upright and the cart in the middle by the linear-quadratic regulator of the model.',
  create: () => feedback(({ state }, action) => action.set(steerPendulum({ x: 0 }, state))),
};

/** 1/s, of the critically damped way to the target. */
const pace = 15;
/** The task charges for torque squared: no more of it than this. */
const most = 0.2;
/** Softens the inverse where the arm is stretched or folded, m. */
const softness = 0.05;
const torquePerAction = 200;
const upperArm = 0.1;

/**
 * Operational-space PD: a = (J'(J J' + s^2 I)^-1 w^2 e - 2 w q') / 200 within +-0.2, J the Jacobian of the fingertip, e the way from it to
 * the target (damped least squares: Nakamura and Hanafusa, 1986). The joints' inertia is their armature of 1.
 */
const reacher: Script = {
  id: 'jacobian',
  name: 'Jacobian PD',
  description: 'Draws the fingertip to the target by the damped inverse of its Jacobian.',
  create: () =>
    feedback(({ state }, action) => {
      const [, shoulder, elbow, targetX, targetY] = state;
      const tip = fingertip(shoulder, elbow);
      // The columns of J: what turns at the shoulder and at the elbow, by a quarter.
      const columns = [
        [-tip.y, tip.x],
        [upperArm * Math.sin(shoulder) - tip.y, tip.x - upperArm * Math.cos(shoulder)],
      ] as const;
      const [[ax, ay], [bx, by]] = columns;
      const xx = ax * ax + bx * bx + softness ** 2;
      const xy = ax * ay + bx * by;
      const yy = ay * ay + by * by + softness ** 2;
      const [ex, ey] = [targetX - tip.x, targetY - tip.y];
      const scale = pace ** 2 / (xx * yy - xy * xy);
      const force = [scale * (yy * ex - xy * ey), scale * (xx * ey - xy * ex)];
      columns.forEach(([x, y], i) => {
        const torque = x * force[0] + y * force[1] - 2 * pace * state[5 + i];
        action[i] = clamp(torque / torquePerAction, -most, most);
      });
    }),
};

/** Hopping and running are for trained policies: nobody writes them by hand. */
export const mujocoScripts: Readonly<Record<MujocoId, readonly Script[]>> = {
  'InvertedPendulum-v5': [pendulum],
  'Reacher-v5': [reacher],
  'Hopper-v5': [],
  'HalfCheetah-v5': [],
};
