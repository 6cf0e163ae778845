import { deriveSeed, Random } from '../../base/random.ts';
import type { Environment, Episode } from '../../environments/index.ts';
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

/** Plays one whole episode; the environment's numbers come from the seed, the policy's from its own stream of it. */
export function playEpisode(
  environment: Environment,
  { network, head, encoding }: Actor,
  seed: number,
): Episode {
  const random = Random.fromSeed(deriveSeed(seed, 'policy'));
  let observation = environment.reset(seed);
  const observations = Array.from(observation);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (;;) {
    const outputs = network.predict(encode(encoding, observation, 1), 1);
    const action = head.sample(outputs, 1, random);
    const result = environment.step(action);
    observation = result.observation;
    for (let i = 0; i < observation.length; i++) observations.push(observation[i]);
    for (let i = 0; i < action.length; i++) actions.push(action[i]);
    rewards.push(result.reward);
    const { terminated, truncated } = result;
    if (!terminated && !truncated) continue;
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
