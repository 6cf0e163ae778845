import { LabError } from '../base/errors.ts';
import { deriveSeed, Random } from '../base/random.ts';
import type { Environment } from '../environments/index.ts';
import type { FiniteWorld } from '../mdp/index.ts';
import type { StepColumns } from '../store/step-chunk.ts';

/** Nominal pace of an expert in a turn-based world: steps per second, for replays at a readable speed. */
const turnRate = 5;

/**
 * Plays one episode of a finite world by a policy [S*A]. Actions come from the stream ('expert') of the episode's seed,
 * apart from the environment's own. Times are nominal: step t at t periods of the environment's rate.
 *
 * @returns the steps, observations with the one after the last step behind them
 */
export function playEpisode(
  environment: Environment,
  world: FiniteWorld,
  policy: Float64Array,
  seed: number,
): StepColumns {
  const { actionCount, terminal } = world.mdp;
  const random = Random.fromSeed(deriveSeed(seed, 'expert'));
  const period = 1000 / (environment.rate ?? turnRate);
  let state = environment.reset(seed)[0];
  if (terminal[state] === 1)
    throw new LabError('InvalidInput', 'Episodes of this environment may start where they end.', {
      where: `state ${world.stateNames[state] ?? state}`,
      kept: 'The takes recorded before are kept.',
      remedy: 'Let episodes start in states that are not terminal.',
    });
  const observations = [state];
  const actions: number[] = [];
  const rewards: number[] = [];
  for (let ended = false; !ended; ) {
    const action = random.categorical(policy, state * actionCount, actionCount);
    const result = environment.step([action]);
    actions.push(action);
    rewards.push(result.reward);
    state = result.observation[0];
    observations.push(state);
    ended = result.terminated || result.truncated;
  }
  return {
    observations: Int32Array.from(observations),
    actions: Int32Array.from(actions),
    rewards: Float64Array.from(rewards),
    times: Float32Array.from(actions, (_, t) => t * period),
  };
}
