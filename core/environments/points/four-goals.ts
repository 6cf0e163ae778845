import type { Random } from '../../base/random.ts';
import { circle } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { FourGoalsSpec } from '../spec.ts';

const edge = 7;
const goals = [5, 0, -5, 0, 0, 5, 0, -5] as const;
const actionCost = 30;
const goalReward = 10;
const goalRadius = 1;
const startSpread = 0.1;

/** Squared distance to the nearest goal. */
function nearest(state: Float64Array): number {
  let least = Infinity;
  for (let g = 0; g < goals.length; g += 2)
    least = Math.min(least, (state[0] - goals[g]) ** 2 + (state[1] - goals[g + 1]) ** 2);
  return least;
}

/**
 * The four-goal point mass of soft Q-learning (Haarnoja, Tang, Abbeel and Levine, 2017): s' = s + a, each |a_i| <= 1
 * (clipped), s held within +-7, from N(0, 0.1^2). Goals at (+-5, 0) and (0, +-5). Pays
 *
 *     scale (-30 |a|^2 - min_g |s' - g|^2 + 10 [a goal within 1])
 *
 * where scale is 0.1 in the paper, and ends within 1 of a goal; 30 steps. Every goal is equally good from the middle:
 * a policy that keeps the entropy reaches all four.
 */
export function fourGoals(spec: FourGoalsSpec): Dynamics {
  const ended = (state: Float64Array) => nearest(state) < goalRadius ** 2;
  return {
    id: 'four-goals',
    name: 'Four goals',
    stateLabels: ['x', 'y'],
    observationSpace: symmetricBox([edge, edge], ['x', 'y']),
    actionSpace: symmetricBox([1, 1], ['step along x', 'step along y']),
    rate: 10,
    maxSteps: spec.maxSteps,

    start(state, random: Random) {
      for (let i = 0; i < 2; i++) state[i] = clamp(startSpread * random.normal(), -edge, edge);
    },

    advance(state, action) {
      let cost = 0;
      for (let i = 0; i < 2; i++) {
        const a = clamp(action[i], -1, 1);
        cost += actionCost * a * a;
        state[i] = clamp(state[i] + a, -edge, edge);
      }
      const bonus = ended(state) ? goalReward : 0;
      return spec.rewardScale * (bonus - cost - nearest(state));
    },

    ended,

    observe: (state, observation) => observation.set(state),

    scene(state) {
      const [x, y] = state;
      const marks = [0, 2, 4, 6].map((g) => circle('goal', goals[g], goals[g + 1], goalRadius));
      return {
        view: { left: -edge, right: edge, bottom: -edge, top: edge },
        shapes: [...marks, circle('agent', x, y, 0.2)],
        handle: { x, y },
      };
    },
  };
}
