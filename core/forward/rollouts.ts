import { deriveSeed, Random } from '../base/random.ts';
import type { Environment, Episode } from '../environments/index.ts';
import type { Policy } from './policies/policy.ts';

/** How a policy chooses while it is watched: as it was trained, or without its noise. */
export type Choosing = 'sample' | 'mode';

/**
 * Plays one episode of a policy. The environment's numbers come from the seed, the policy's from its own stream
 * ('policy') of it.
 */
export function rollout(environment: Environment, policy: Policy, seed: number, choosing: Choosing): Episode {
  const random = Random.fromSeed(deriveSeed(seed, 'policy'));
  let observation = environment.reset(seed);
  const observations = Array.from(observation);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (;;) {
    const action =
      choosing === 'sample' ? policy.sample(observation, 1, random) : policy.mode(observation, 1);
    const result = environment.step(action);
    observation = result.observation;
    observations.push(...Array.from(observation));
    actions.push(...action);
    rewards.push(result.reward);
    if (!result.terminated && !result.truncated) continue;
    const { terminated, truncated } = result;
    const indices = environment.dtype === 'i32';
    return {
      seed,
      observations: indices ? Int32Array.from(observations) : Float32Array.from(observations),
      actions: indices ? Int32Array.from(actions) : Float32Array.from(actions),
      rewards: Float64Array.from(rewards),
      terminated,
      truncated,
    };
  }
}

/** Undiscounted returns of `count` episodes, episode k from a seed of its own. */
export function returnsOf(
  environment: Environment,
  policy: Policy,
  episodes: { readonly count: number; readonly seed: number; readonly choosing: Choosing },
): Float64Array {
  return Float64Array.from({ length: episodes.count }, (_, k) =>
    rollout(environment, policy, deriveSeed(episodes.seed, 'rollout', k), episodes.choosing).rewards.reduce(
      (sum, r) => sum + r,
      0,
    ),
  );
}
