import type { Script } from '../expert.ts';

const goals = [
  [5, 0],
  [-5, 0],
  [0, 5],
  [0, -5],
] as const;

/**
 * The regulator towards one goal g, drawn evenly for the episode. Away from the other goals the reward is
 * -(30 |a|^2 + |s + a - g|^2) and s' = s + a, so that P^2 + P = 30, P = 5 and
 *
 *     a = (1 + P)/(31 + P) (g - s) = (g - s)/6.
 */
export const fourGoalsDrive: Script = {
  id: 'one-goal',
  name: 'One goal, drawn anew',
  description: 'Draws one of the four goals for each episode and drives to it by the regulator of the task.',
  create() {
    let goal: readonly [number, number] = goals[0];
    return {
      begin: (random) => {
        goal = goals[random.integer(goals.length)];
      },
      act({ state }, action) {
        for (let i = 0; i < 2; i++) action[i] = (goal[i] - state[i]) / 6;
      },
    };
  },
};
