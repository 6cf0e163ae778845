/** What the tests of the simulators share. */
import { Random } from '../base/random.ts';
import type { Simulation } from './simulation.ts';
import type { Space } from './space.ts';

/** An action anywhere in the space, one in four beyond a bounded box. */
export function randomAction(space: Space, random: Random): Float32Array {
  if (space.kind === 'discrete') return Float32Array.of(random.integer(space.n));
  const stretch = random.uniform() < 0.25 ? 3 : 1;
  return Float32Array.from(space.low, (low, i) => {
    const high = space.high[i];
    if (!Number.isFinite(low) || !Number.isFinite(high)) return random.normal();
    return (low + high) / 2 + stretch * (high - low) * (random.uniform() - 0.5);
  });
}

/** Plays random actions from a reset to the end, or for at most `limit` steps. */
export function playRandomly(simulation: Simulation, seed: number, limit: number) {
  const random = Random.fromSeed(seed ^ 0x5eed);
  const observations = [Array.from(simulation.reset(seed))];
  const states = [Array.from(simulation.state)];
  const actions: number[][] = [];
  const rewards: number[] = [];
  let terminated = false;
  let truncated = false;
  while (!terminated && !truncated && actions.length < limit) {
    const action = randomAction(simulation.actionSpace, random);
    const result = simulation.step(action);
    actions.push(Array.from(action));
    observations.push(Array.from(result.observation));
    states.push(Array.from(simulation.state));
    rewards.push(result.reward);
    ({ terminated, truncated } = result);
  }
  return { observations, states, actions, rewards, terminated, truncated };
}
