import { clamp } from '../../space.ts';
import type { PegInsertionSpec } from '../../spec.ts';
import { feedback, type Script } from '../expert.ts';

const depth = 0.2;
/** Height of the tip above the table while the peg is being aligned, m. */
const above = 0.05;
/** dt times the drag: v' = v + 0.2 (a - v). */
const response = 0.2;
const approach = 4;

/**
 * Above, then in: while the tip is off the middle by more than a third of the play or the angle by more than the play
 * over the depth allows, it goes to 0.05 m above the slot; then down. Each number follows the speed 4 e, |4 e| <= 1, exactly:
 * a = v + (4 e - v)/0.2.
 */
export const pegAlign = ({ clearance }: PegInsertionSpec): Script => ({
  id: 'align-insert',
  name: 'Align, then insert',
  description: 'Brings the peg upright above the slot, then lowers it.',
  create: () =>
    feedback(({ state }, action) => {
      const [x, y, angle] = state;
      const aligned = Math.abs(x) < clearance / 6 && Math.abs(angle) < clearance / (6 * depth);
      const inside = y < 0 && Math.abs(x) < clearance / 2;
      const errors = [-x, (aligned || inside ? -depth : above) - y, -angle];
      for (let i = 0; i < 3; i++) {
        const speed = clamp(approach * errors[i], -1, 1);
        action[i] = state[3 + i] + (speed - state[3 + i]) / response;
      }
    }),
});
