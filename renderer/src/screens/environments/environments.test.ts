import { beforeEach, expect, test, vi } from 'vitest';
import type { EnvironmentRow } from '../../../../core/contract/index.ts';
import { examples } from '../../../../core/mdp/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { Navigation } from '../../lab/navigation.svelte.ts';
import { EnvironmentsState, freshName } from './environments.svelte.ts';

const meadow = {
  id: 'env_1',
  name: 'Windy meadow',
  notes: '',
  // In another order of keys, as a lab file may give it.
  spec: Object.fromEntries(Object.entries(examples[0].spec).reverse()),
  updatedAt: 1,
  demonstrations: 2,
};
const robot = { ...meadow, id: 'env_2', name: 'Robot', spec: examples.at(-1)?.spec };

function gallery(create = vi.fn()) {
  const environments = [meadow, robot] as EnvironmentRow[];
  const lab = {
    environments,
    environment: (id: string | null) => environments.find((row) => row.id === id) ?? null,
    client: { environments: { create } },
    attempt: async (action: () => Promise<unknown>) => action(),
    refresh: async () => {},
  } as unknown as LabState;
  const navigation = new Navigation(window);
  return { state: new EnvironmentsState(lab, navigation), navigation };
}

beforeEach(() => {
  window.location.hash = '#/environments';
});

test('the first environment is chosen until another is, and the choice is in the address', () => {
  const { state, navigation } = gallery();
  expect(state.selected?.id).toBe('env_1');
  state.select(state.own[1]);
  expect(navigation.params).toEqual({ environment: 'env_2' });
  state.select(state.examples[3]);
  expect(navigation.params).toEqual({ example: examples[3].id });
  expect(state.selected?.name).toBe(examples[3].name);
});

test('worlds are built once, however often they are looked at', () => {
  const { state } = gallery();
  expect(state.own[0].world).toBe(state.own[0].world);
  expect(state.examples[0].world).toBe(state.examples[0].world);
});

test('an added world gets a name that is free and is chosen', async () => {
  const create = vi.fn(async (input: object) => ({ ...meadow, ...input, id: 'env_9' }));
  const { state, navigation } = gallery(create);
  await state.add({ name: 'Windy meadow', notes: 'n', spec: examples[0].spec });
  expect(create).toHaveBeenCalledWith({ name: 'Windy meadow 2', notes: 'n', spec: examples[0].spec });
  expect(navigation.param('environment')).toBe('env_9');
});

test('examples that the lab has a copy of are not offered again', () => {
  const { state } = gallery();
  const offered = state.offered.map(({ id }) => id);
  expect(offered).not.toContain(examples[0].id);
  expect(offered).toContain(examples[1].id);
});

test('only painted grids open the painter', () => {
  const { state, navigation } = gallery();
  state.edit('env_1');
  expect(state.editing).toBe('env_1');
  state.edit('new');
  expect(state.editing).toBe('new');
  navigation.go('environments', { edit: 'env_2' });
  expect(state.editing).toBeNull();
  navigation.go('environments', { edit: 'env_gone' });
  expect(state.editing).toBeNull();
});

test('names count on', () => {
  expect(freshName('Grid', [])).toBe('Grid');
  expect(freshName('Grid 2', ['Grid', 'Grid 2'])).toBe('Grid 3');
});
