import { linkLength } from '../../arms/two-link.ts';
import { wrapAngle } from '../../integrate.ts';
import { clamp } from '../../space.ts';
import type { Script } from '../expert.ts';

/** Joint accelerations that the torque can brake, rad/s^2, and the gains of the approach. */
const braking = [0.9, 3] as const;
const stiffness = 6;
const damping = [3, 0.8] as const;

/**
 * Both pairs of joint angles (q1, q2) that put the tip at (x, y), the farthest or nearest point in reach where it is out
 * of it: cos q2 = (x^2 + y^2)/(2 l^2) - 1, q1 = atan2(y, x) - q2/2 (links of one length).
 */
export function jointAngles(x: number, y: number): readonly (readonly [number, number])[] {
  const q2 = Math.acos(clamp((x * x + y * y) / (2 * linkLength ** 2) - 1, -1, 1));
  const towards = Math.atan2(y, x);
  return [q2, -q2].map((elbow) => [towards - elbow / 2, elbow] as const);
}

/**
 * Inverse kinematics and PD: of the two elbow positions the one that is nearer at the start; each joint follows the speed
 * v(e) = sign e min(6 |e|, sqrt(2 b |e|)), b what the torque can brake, by tau = k (v(e) - q').
 */
export const inverseKinematics: Script = {
  id: 'inverse-kinematics',
  name: 'Inverse kinematics',
  description:
    'Works out the joint angles of the target, takes the nearer elbow, and drives both joints there by PD.',
  create() {
    let side: number | null = null;
    return {
      begin: () => {
        side = null;
      },
      act({ state }, action) {
        const [q1, q2, , , x, y] = state;
        const solutions = jointAngles(x, y);
        const away = solutions.map(
          ([w1, w2]) => 2 * Math.abs(wrapAngle(w1 - q1)) + Math.abs(wrapAngle(w2 - q2)),
        );
        side ??= away[0] <= away[1] ? 0 : 1;
        const wanted = solutions[side];
        for (let i = 0; i < 2; i++) {
          const error = wrapAngle(wanted[i] - state[i]);
          const speed = Math.min(stiffness * Math.abs(error), Math.sqrt(2 * braking[i] * Math.abs(error)));
          action[i] = damping[i] * (Math.sign(error) * speed - state[2 + i]);
        }
      },
    };
  },
};
