import { LabError } from '../base/errors.ts';
import type { Environment } from '../environments/index.ts';
import type { RecordedEpisode } from '../store/api.ts';

function mismatch(step: number, what: string): LabError {
  return new LabError('ReplayMismatch', `The recording does not replay: ${what} at step ${step}.`, {
    where: `steps[${step}]`,
    kept: 'The take is kept as it was recorded, but not accepted as a demonstration.',
    remedy: 'Discard the take and record it again in this environment.',
  });
}

/**
 * Plays an episode again from its seed and actions, and throws `ReplayMismatch` at the first observation or reward that
 * is not exactly the recorded one (as stored: continuous observations are compared as f32), at an action the
 * environment refuses, and at steps after the end.
 *
 * @returns how the episode ended; one that did not terminate counts as truncated
 */
export function verifyEpisode(
  environment: Environment,
  episode: RecordedEpisode,
): { terminated: boolean; truncated: boolean } {
  const { observationWidth: w, actionWidth: v, dtype, observations, actions, rewards } = episode;
  if (environment.dtype !== dtype || environment.observationWidth !== w || environment.actionWidth !== v)
    throw mismatch(0, 'the environment has other observations or actions');
  const stored = dtype === 'f32' ? Math.fround : (value: number) => value;
  const compare = (step: number, observation: ArrayLike<number>) => {
    for (let i = 0; i < w; i++)
      if (stored(observation[i]) !== observations[step * w + i])
        throw mismatch(
          step,
          `the observation was ${observations[step * w + i]}, the replay gives ${observation[i]}`,
        );
  };
  compare(0, environment.reset(episode.seed));
  let terminated = false;
  for (let t = 0; t < rewards.length; t++) {
    const result = tryStep(environment, actions.subarray(t * v, (t + 1) * v), t);
    // +0 and -0 are the same reward.
    if (result.reward !== rewards[t])
      throw mismatch(t, `the reward was ${rewards[t]}, the replay gives ${result.reward}`);
    compare(t + 1, result.observation);
    terminated = result.terminated;
  }
  return { terminated, truncated: !terminated };
}

/** The environment refuses actions outside its space and steps after the end; neither can have been recorded. */
function tryStep(environment: Environment, action: ArrayLike<number>, step: number) {
  try {
    return environment.step(action);
  } catch (thrown) {
    if (thrown instanceof LabError) throw mismatch(step, thrown.message);
    throw thrown;
  }
}
