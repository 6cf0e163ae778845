import { Random } from '../../../base/random.ts';
import type { Script } from '../expert.ts';

/** Actions drawn evenly from their space; from N(0, 1) along a number without bounds. */
export const random: Script = {
  id: 'random',
  name: 'Random',
  description: 'Draws every action evenly from its range: the floor to compare with.',
  create({ actionSpace }) {
    let stream = Random.fromSeed(0);
    return {
      begin: (given) => {
        stream = given;
      },
      act(_, action) {
        if (actionSpace.kind === 'discrete') action[0] = stream.integer(actionSpace.n);
        else
          for (let i = 0; i < action.length; i++) {
            const range = actionSpace.high[i] - actionSpace.low[i];
            action[i] = range < Infinity ? actionSpace.low[i] + range * stream.uniform() : stream.normal();
          }
      },
    };
  },
};
