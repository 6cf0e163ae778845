import { expect, test } from 'vitest';
import { deriveSeed, Random } from '../base/random.ts';
import { type Episode, openEnvironment, parseEnvironmentSpec, playEpisode } from '../environments/index.ts';
import { demonstrationStates } from './index.ts';

/** Worlds whose observation is the state, is computed from it, and is its index. */
const worlds = {
  navigation: parseEnvironmentSpec({ kind: 'navigation', maxSteps: 30 }),
  pendulum: parseEnvironmentSpec({ kind: 'classic-control', id: 'Pendulum-v1' }),
  finite: parseEnvironmentSpec({
    kind: 'random',
    states: 9,
    actions: 2,
    branching: 3,
    features: 3,
    seed: 2,
    maxSteps: 12,
  }),
};

async function played(world: keyof typeof worlds) {
  const { environment } = await openEnvironment(worlds[world]);
  const random = Random.fromSeed(5);
  const act =
    world === 'finite'
      ? () => [random.integer(2)]
      : () => Array.from({ length: environment.actionWidth }, () => 0.3 * random.normal());
  return { environment, episode: playEpisode(environment, deriveSeed(3, 'demo'), act) };
}

const rowsOf = ({ observations }: Episode, width: number) =>
  Array.from({ length: observations.length / width - 1 }, (_, t) =>
    Array.from(observations.subarray(t * width, (t + 1) * width)),
  );

test.each(['navigation', 'pendulum', 'finite'] as const)(
  'every state that an episode acted in is found and shows what was recorded: %s',
  async (world) => {
    const { environment, episode } = await played(world);
    const states = demonstrationStates(episode, environment);
    expect(states.map((state) => Array.from(environment.resetTo(state, 0)))).toEqual(
      rowsOf(episode, environment.observationWidth),
    );
  },
);

test('the states are the whole ones: what is recorded next follows from them', async () => {
  const { environment, episode } = await played('pendulum');
  const rows = rowsOf(episode, 3);
  const states = demonstrationStates(episode, environment);
  for (let t = 0; t + 1 < rows.length; t++) {
    environment.resetTo(states[t], 0);
    expect(Array.from(environment.step([episode.actions[t]]).observation)).toEqual(rows[t + 1]);
  }
});

test('what does not play again is read as states where observations are states, and left out elsewhere', async () => {
  for (const [world, found] of [
    ['navigation', true],
    ['finite', true],
    ['pendulum', false],
  ] as const) {
    const { environment, episode } = await played(world);
    const elsewhere = { ...episode, seed: episode.seed + 1 };
    const states = demonstrationStates(elsewhere, environment);
    const rows = rowsOf(episode, environment.observationWidth);
    // Between two observations a state goes on in float64.
    expect(states.map((state) => Array.from(state, Math.fround))).toEqual(found ? rows : []);
  }
});
