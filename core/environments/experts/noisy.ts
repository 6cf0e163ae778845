import { deriveSeed, Random } from '../../base/random.ts';
import type { Dynamics } from '../simulation.ts';
import { type BoxSpace, clamp, widthOf } from '../space.ts';
import type { ControlLaw, Expert, ExpertDescription } from './expert.ts';

/**
 * An expert from a law: adds the noise of {@link ExpertSettings} and keeps actions within their space. Choices and noise
 * have streams of their own, so that more noise changes no choice.
 */
export function withNoise(
  { actionSpace }: Dynamics,
  law: ControlLaw,
  { noise, description }: { readonly noise: number; readonly description: ExpertDescription },
): Expert {
  const action = new Float64Array(widthOf(actionSpace));
  let random = Random.fromSeed(0);
  return {
    description,
    begin(seed) {
      law.begin(Random.fromSeed(deriveSeed(seed, 'expert', 'choices')));
      random = Random.fromSeed(deriveSeed(seed, 'expert', 'noise'));
    },
    act(observation, state) {
      law.act({ observation, state }, action);
      if (actionSpace.kind === 'box') disturb(action, actionSpace, { noise, random });
      else if (noise > 0 && random.uniform() < noise) action[0] = random.integer(actionSpace.n);
      return Float32Array.from(action);
    },
  };
}

function disturb(
  action: Float64Array,
  { low, high }: BoxSpace,
  { noise, random }: { readonly noise: number; readonly random: Random },
): void {
  for (let i = 0; i < action.length; i++) {
    const range = high[i] - low[i];
    if (noise > 0) action[i] += noise * (range < Infinity ? range : 1) * random.normal();
    action[i] = clamp(action[i], low[i], high[i]);
  }
}
