import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FiniteEnvironmentRow, Run } from '../../../../core/contract/index.ts';
import { examples } from '../../../../core/mdp/index.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { explainComparison, explainFilms, explainLottery } from './explain.ts';
import { ExplorerState } from './explorer.svelte.ts';
import { stepTable } from './readout.ts';
import { habitPrior, longestHorizon, readSettings, writeSettings } from './settings.ts';

const meadow = {
  id: 'env_1',
  name: 'Windy meadow',
  updatedAt: 1,
  spec: examples[0].spec,
} as FiniteEnvironmentRow;
const unknown = {
  ...meadow,
  id: 'env_2',
  name: 'Unknown',
  spec: {
    kind: 'explicit',
    states: ['a', 'b'],
    actions: ['go'],
    transitions: [
      { from: 'a', action: 'go', to: 'b', probability: 1 },
      { from: 'b', action: 'go', to: 'a', probability: 1 },
    ],
    rewards: [],
    initial: { a: 1 },
    terminal: [],
    features: {},
    maxSteps: 10,
  },
} as FiniteEnvironmentRow;
const run = {
  id: 'run_1',
  name: 'Recovered',
  status: 'finished',
  createdAt: 1,
  spec: { algorithm: 'maxent-irl', environmentId: 'env_2' },
} as Run;

let explorer: ExplorerState;
function explore(environments: readonly FiniteEnvironmentRow[], runs: readonly Run[] = []): ExplorerState {
  const client = {
    runs: {
      reward: async () => ({ kind: 'tabular', reward: Float64Array.of(1, -1) }),
      policy: async () => ({ kind: 'tabular', horizon: 4, temperature: 0.5 }),
    },
  };
  explorer = new ExplorerState(
    { environments, finiteEnvironments: environments, runs, client } as never,
    () => {
      throw new Error('Nothing here is large.');
    },
  );
  return explorer;
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 60));

beforeEach(() => navigation.go('explorer'));
afterEach(() => explorer.dispose());

test('the lottery opens by name, with its numbers, and says what they mean', async () => {
  navigation.set({ example: 'lottery' });
  const state = explore([meadow]);
  await state.load();
  expect(state.settings).toEqual({ horizon: 3, temperature: 1, habit: 0, strength: 0 });
  expect(state.clock.length).toBe(2);
  const messages = state.messages!;
  expect(messages.logPartition).toBeCloseTo(0.06166529815511781, 12);
  expect(messages.bound).toBeCloseTo(0.04138621212935927, 12);
  expect(state.readout?.words).toContain('counts on Won with >99');
  expect(state.readout?.actions[0].belief).toMatchObject({ state: 1, truth: 0.01 });
  expect(explainLottery(messages)).toContain('1.9\u202f×\u202f10⁻⁷');
  expect(explainComparison(state.world, messages, 1)).toContain('most at Undecided');
  expect(explainFilms(messages, 'towards', false)).toContain('after 1 move;');
  const table = stepTable(state.world, messages, 1).split('\n');
  expect(table).toHaveLength(4);
  expect(Number(table[1].split('\t')[2])).toBe(messages.posterior.value[0]);
});

test('a slider solves anew a moment later, and the film keeps its place where it can', async () => {
  navigation.set({ example: 'lottery' });
  const state = explore([]);
  await state.load();
  state.clock.seek(2);
  const before = state.messages!;
  state.change({ temperature: 20 });
  state.change({ temperature: 10, horizon: 2 });
  expect(state.messages).toBe(before);
  await settled();
  expect(state.messages?.temperature).toBe(10);
  expect(state.messages?.horizon).toBe(2);
  expect(state.clock.at).toBe(1);
  state.keep();
  expect(navigation.params).toEqual({ example: 'lottery', alpha: '10', T: '2', t: '2' });
  state.change({ strength: 0.9 });
  await settled();
  expect(state.messages?.causal.policy[0]).toBeGreaterThan(0.2);
});

test('an address that changes is followed: settings, step, world', async () => {
  navigation.go('explorer', { environment: 'env_1', T: '9', alpha: '0.5', t: '4' });
  const state = explore([meadow]);
  await state.load();
  expect([state.messages?.horizon, state.messages?.temperature, state.t]).toEqual([9, 0.5, 4]);
  navigation.set({ alpha: '2', t: '1' });
  state.follow();
  await settled();
  expect([state.messages?.temperature, state.t]).toEqual([2, 1]);
  // A switch of the view is nothing to follow: the step that is not yet in the address stays.
  state.clock.seek(5);
  navigation.set({ view: 'compare' });
  state.follow();
  expect(state.t).toBe(6);
  navigation.set({ view: null });
  state.choose('example:lottery');
  expect(navigation.params).toEqual({ example: 'lottery' });
  // The answer for the meadow is not drawn into the lottery.
  expect(state.messages).toBeNull();
});

test('the readout follows the map under the pointer, and the state that was pinned', async () => {
  navigation.go('explorer', { environment: 'env_1', T: '10' });
  const state = explore([meadow]);
  await state.load();
  expect(state.state).toBe(state.world.mdp.initial.indexOf(1));
  expect(state.t).toBe(1);
  state.over = 'backward';
  expect(state.t).toBe(10);
  state.pinned = 5;
  expect(state.readout?.name).toBe(state.world.stateNames[5]);
  state.cursor = 7;
  expect(state.state).toBe(7);
  state.cursor = 99_999;
  expect(state.state).toBe(5);
});

test('without a known reward: a run’s, or nothing', async () => {
  navigation.go('explorer', { environment: 'env_2' });
  expect(explore([unknown]).source).toBeNull();
  const state = explore([unknown], [run]);
  expect(state.source).toBe(run);
  await state.load();
  expect(state.settings).toMatchObject({ horizon: 4, temperature: 0.5 });
  // Two steps of +1 and two of -1, and no choice: log Z is their sum.
  expect(state.messages?.logPartition).toBeCloseTo(0, 12);
});

test('a reward that no longer fits its world is an error in words', async () => {
  navigation.go('explorer', { run: 'run_1' });
  const state = explore([meadow], [{ ...run, spec: { ...run.spec, environmentId: 'env_1' } } as Run]);
  await state.load();
  expect(state.error?.message).toContain('does not fit');
});

test('settings survive the way into an address and back; nonsense falls back', () => {
  const defaults = { horizon: 24, temperature: 1, habit: 0, strength: 0 };
  const limits = { horizon: 60, actionCount: 4 };
  const settings = { horizon: 7, temperature: 0.031, habit: 3, strength: 0.5 };
  const params = writeSettings(settings, defaults) as Record<string, string>;
  expect(readSettings(params, defaults, limits)).toEqual(settings);
  expect(writeSettings(defaults, defaults)).toEqual({ T: null, alpha: null, habit: null, strength: null });
  expect(readSettings({ T: '1e9', alpha: '-4', habit: 'x', strength: '7' }, defaults, limits)).toEqual({
    horizon: 60,
    temperature: 0.01,
    habit: 0,
    strength: 0.99,
  });
  expect(longestHorizon({ stateCount: 10_000, actionCount: 4 } as never, 1000)).toBe(50);
});

test('a habit’s weights average one, so that none is no prior', () => {
  const mdp = { stateCount: 2, actionCount: 4 } as never;
  const settings = { horizon: 1, temperature: 1, habit: 2, strength: 0.6 };
  expect(habitPrior(mdp, { ...settings, strength: 0 })).toBeNull();
  const prior = habitPrior(mdp, settings)!;
  const share = 0.4 / 4 + 0.6;
  expect(prior[2] / 4).toBeCloseTo(share, 12);
  expect([...prior].reduce((a, b) => a + b, 0)).toBeCloseTo(8, 12);
});
