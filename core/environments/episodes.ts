import { LabError } from '../base/errors.ts';
import { deriveSeed } from '../base/random.ts';
import type { Environment, Episode } from './environment.ts';

/** Seed of episode `take` of a recording session. */
export function episodeSeed(sessionSeed: number, take: number): number {
  return deriveSeed(sessionSeed, 'episode', take);
}

/**
 * Plays one episode to its end.
 *
 * @param act the action [actionWidth] for each observation [observationWidth]; it lives for this episode
 */
export function playEpisode(
  environment: Environment,
  seed: number,
  act: (observation: ArrayLike<number>) => ArrayLike<number>,
): Episode {
  let observation = environment.reset(seed);
  const observations = Array.from(observation);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (;;) {
    const action = act(observation);
    const result = environment.step(action);
    observation = result.observation;
    for (let i = 0; i < observation.length; i++) observations.push(observation[i]);
    for (let i = 0; i < action.length; i++) actions.push(action[i]);
    rewards.push(result.reward);
    const { terminated, truncated } = result;
    if (!terminated && !truncated) continue;
    const stored = environment.dtype === 'i32' ? Int32Array : Float32Array;
    return {
      seed,
      observations: stored.from(observations),
      actions: stored.from(actions),
      rewards: Float64Array.from(rewards),
      terminated,
      truncated,
    };
  }
}

/**
 * Plays an episode again from its seed and actions.
 *
 * @param actions [T * actionWidth]
 * @returns the episode as the simulator gives it; neither terminated nor truncated when the actions stop before its end
 * @throws LabError ReplayMismatch when the episode ends before the actions do; InvalidInput for an impossible action
 */
export function replayEpisode(
  environment: Environment,
  seed: number,
  actions: Int32Array | Float32Array,
): Episode {
  const { observationWidth, actionWidth, dtype } = environment;
  if (actions.length % actionWidth !== 0)
    throw new LabError('InvalidInput', `${actions.length} numbers are not whole actions of ${actionWidth}.`, {
      where: 'actions',
      remedy: `Give ${actionWidth} numbers for each action.`,
    });
  const steps = actions.length / actionWidth;
  const width = (steps + 1) * observationWidth;
  const observations = dtype === 'i32' ? new Int32Array(width) : new Float32Array(width);
  const rewards = new Float64Array(steps);
  observations.set(environment.reset(seed), 0);
  let terminated = false;
  let truncated = false;
  for (let t = 0; t < steps; t++) {
    if (terminated || truncated)
      throw new LabError('ReplayMismatch', `The episode ends after ${t} steps, but has ${steps} actions.`, {
        where: `actions[${t * actionWidth}]`,
        remedy: 'The environment or the recording has changed; record the demonstration again.',
      });
    const result = environment.step(actions.subarray(t * actionWidth, (t + 1) * actionWidth));
    observations.set(result.observation, (t + 1) * observationWidth);
    rewards[t] = result.reward;
    terminated = result.terminated;
    truncated = result.truncated;
  }
  return { seed, observations, actions: actions.slice(), rewards, terminated, truncated };
}
