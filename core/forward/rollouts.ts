import { deriveSeed, Random } from '../base/random.ts';
import { type Environment, type Episode, playEpisode } from '../environments/index.ts';
import type { Policy } from './policies/policy.ts';

/** How a policy chooses while it is watched: as it was trained, or without its noise. */
export type Choosing = 'sample' | 'mode';

/**
 * Plays one episode of a policy. The environment's numbers come from the seed, the policy's from its own stream
 * ('policy') of it.
 */
export const rollout = (
  environment: Environment,
  policy: Policy,
  seed: number,
  choosing: Choosing,
): Episode => play(environment, policy, { seed, policySeed: deriveSeed(seed, 'policy'), choosing });

/**
 * Another episode from the same start, with the same chances of the world: the policy's numbers come from stream `draw` of
 * its own. Draw 0 is {@link rollout}.
 */
export const redrawn = (
  environment: Environment,
  policy: Policy,
  { seed, draw, choosing }: { readonly seed: number; readonly draw: number; readonly choosing: Choosing },
): Episode =>
  draw === 0
    ? rollout(environment, policy, seed, choosing)
    : play(environment, policy, { seed, policySeed: deriveSeed(seed, 'policy', draw), choosing });

function play(
  environment: Environment,
  policy: Policy,
  {
    seed,
    policySeed,
    choosing,
  }: { readonly seed: number; readonly policySeed: number; readonly choosing: Choosing },
): Episode {
  const random = Random.fromSeed(policySeed);
  return playEpisode(environment, seed, (observation) =>
    choosing === 'sample' ? policy.sample(observation, 1, random) : policy.mode(observation, 1),
  );
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
