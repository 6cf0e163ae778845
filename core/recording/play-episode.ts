import { LabError } from '../base/errors.ts';
import { deriveSeed, Random } from '../base/random.ts';
import { type Environment, playEpisode as play } from '../environments/index.ts';
import type { FiniteWorld } from '../mdp/index.ts';
import type { StepColumns } from '../store/step-chunk.ts';

/** Nominal pace of an expert in a turn-based world: steps per second, for replays at a readable speed. */
const turnRate = 5;

/** Chooses the action for an observation. It lives for one episode. */
export type Actor = (observation: ArrayLike<number>) => ArrayLike<number>;

/** The generator of an expert's own choices in one episode: a stream of the episode's seed, apart from the world's. */
export const expertRandom = (seed: number): Random => Random.fromSeed(deriveSeed(seed, 'expert'));

/**
 * One episode's actor by a policy [S*A] of a finite world.
 *
 * @throws LabError InvalidInput when asked to act in a terminal state, which only happens where an episode starts there
 */
export function policyActor(world: FiniteWorld, policy: Float64Array, seed: number): Actor {
  const { actionCount, terminal } = world.mdp;
  const random = expertRandom(seed);
  return (observation) => {
    const state = observation[0];
    if (terminal[state] === 1)
      throw new LabError('InvalidInput', 'Episodes of this environment may start where they end.', {
        where: `state ${world.stateNames[state] ?? state}`,
        kept: 'The takes recorded before are kept.',
        remedy: 'Let episodes start in states that are not terminal.',
      });
    return [random.categorical(policy, state * actionCount, actionCount)];
  };
}

/**
 * Plays one episode to its end. Times are nominal: step t at t periods of the environment's rate.
 *
 * @returns the steps, observations with the one after the last step behind them; actions rounded as they are stored
 */
export function playEpisode(environment: Environment, act: Actor, seed: number): StepColumns {
  const period = 1000 / (environment.rate ?? turnRate);
  const { observations, actions, rewards } = play(environment, seed, act);
  return { observations, actions, rewards, times: Float32Array.from(rewards, (_, t) => t * period) };
}
