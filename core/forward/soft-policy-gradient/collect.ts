import { deriveSeed, Random } from '../../base/random.ts';
import { type Environment, type Episode, playEpisode } from '../../environments/index.ts';
import type { Network } from '../../networks/index.ts';
import { type Encoding, encode } from '../encoding.ts';
import type { ActionHead } from '../policies/head.ts';
import type { TransitionBatch } from '../transitions.ts';

/** A policy as it is while it trains. */
export interface Actor {
  readonly network: Network;
  readonly head: ActionHead;
  readonly encoding: Encoding;
}

/** An episode that training played, with what importance weights need. */
export interface PlayedEpisode extends Episode {
  /** [T] log π(a_t|s_t) of the policy that played it. */
  readonly logDensity: Float64Array;
  /** [T] the reward that was maximised: the model's, or the environment's own. */
  readonly objective: Float64Array;
}

/** Plays one whole episode; the environment's numbers come from the seed, the policy's from its own stream of it. */
export function episodeOf(
  environment: Environment,
  { network, head, encoding }: Actor,
  seed: number,
): Episode {
  const random = Random.fromSeed(deriveSeed(seed, 'policy'));
  return playEpisode(environment, seed, (observation) =>
    head.sample(network.predict(encode(encoding, observation, 1), 1), 1, random),
  );
}

/** All steps of some episodes one below the other, as reward models and scores read them. */
export function transitionsOf(
  episodes: readonly Episode[],
  observationWidth: number,
  actionWidth: number,
): TransitionBatch {
  const rows = episodes.reduce((sum, { rewards }) => sum + rewards.length, 0);
  const batch = {
    rows,
    observations: new Float32Array(rows * observationWidth),
    actions: new Float32Array(rows * actionWidth),
    rewards: new Float32Array(rows),
    nextObservations: new Float32Array(rows * observationWidth),
    terminated: new Float32Array(rows),
  };
  let row = 0;
  for (const { observations, actions, rewards, terminated } of episodes) {
    const steps = rewards.length;
    batch.observations.set(observations.subarray(0, steps * observationWidth), row * observationWidth);
    batch.nextObservations.set(observations.subarray(observationWidth), row * observationWidth);
    batch.actions.set(actions, row * actionWidth);
    batch.rewards.set(rewards, row);
    row += steps;
    if (terminated) batch.terminated[row - 1] = 1;
  }
  return batch;
}

/** Episodes with their shares [T] of columns over all their steps. */
export function withColumns(
  played: readonly Episode[],
  logDensity: Float64Array,
  objective: Float64Array,
): PlayedEpisode[] {
  let from = 0;
  return played.map((episode) => {
    const to = from + episode.rewards.length;
    const own = { logDensity: logDensity.slice(from, to), objective: objective.slice(from, to) };
    from = to;
    return { ...episode, ...own };
  });
}
