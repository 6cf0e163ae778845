/** The gallery: the lab's own environments, the examples, which one is chosen, and what can be done with it. */
import type { EnvironmentRow } from '../../../../core/contract/index.ts';
import {
  continuousExamples,
  type EnvironmentSpec,
  environmentSpec,
  isFiniteSpec,
} from '../../../../core/environments/index.ts';
import { buildWorld, examples, type FiniteWorld } from '../../../../core/mdp/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { memory } from '../../lab/memory.ts';
import type { Navigation } from '../../lab/navigation.svelte.ts';
import { downloadText } from '../../ui/download.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import { draftKey, isDraft } from './editor/draft.ts';
import { exportFileName, exportWorld, type ImportedWorld } from './import-world.ts';

export interface GalleryItem {
  /** Id of the lab's environment, or of the example. */
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly spec: EnvironmentSpec;
  /** Null for a continuous environment. */
  readonly world: FiniteWorld | null;
  /** Null for an example that is not in the lab. */
  readonly row: EnvironmentRow | null;
}

export const freshName = (name: string, taken: readonly string[]): string => {
  if (!taken.includes(name)) return name;
  const base = name.replace(/ \d+$/, '');
  let number = 2;
  while (taken.includes(`${base} ${number}`)) number++;
  return `${base} ${number}`;
};

export class EnvironmentsState {
  readonly #lab: LabState;
  readonly #navigation: Navigation;
  /** Worlds by environment and time of change: rows are read anew often, worlds rarely differ. */
  readonly #worlds = new Map<string, FiniteWorld>();
  readonly own: readonly GalleryItem[] = $derived.by(() =>
    this.#lab.environments.map((row) => this.#ofRow(row)),
  );
  readonly examples: readonly GalleryItem[] = [...examples, ...continuousExamples].map(
    ({ id, name, description, spec }) => ({
      id,
      name,
      notes: description,
      spec,
      get world() {
        return exampleWorld(spec);
      },
      row: null,
    }),
  );
  /** The examples that the lab has no copy of. */
  readonly offered: readonly GalleryItem[] = $derived.by(() => {
    const specs = new Set(this.own.map(({ spec }) => specText(spec)));
    return this.examples.filter(({ spec }) => !specs.has(specText(spec)));
  });
  readonly selected: GalleryItem | null = $derived.by(() => {
    const example = this.#navigation.param('example');
    if (example) return this.examples.find(({ id }) => id === example) ?? null;
    const id = this.#navigation.param('environment');
    return this.own.find((item) => item.id === id) ?? this.own[0] ?? this.examples[0];
  });

  constructor(lab: LabState, navigation: Navigation) {
    this.#lab = lab;
    this.#navigation = navigation;
  }

  select(item: GalleryItem): void {
    this.#navigation.set({
      environment: item.row ? item.id : null,
      example: item.row ? null : item.id,
      import: null,
    });
  }

  /** What the painter is open on: an id, `new`, or null. Only painted grids can be painted. */
  get editing(): string | null {
    const id = this.#navigation.param('edit');
    return id === 'new' || this.#lab.environment(id)?.spec.kind === 'gridworld' ? id : null;
  }

  /** Adds a world to the lab under a name that is free, and chooses it. */
  async add(world: ImportedWorld): Promise<EnvironmentRow | null> {
    const name = freshName(
      world.name,
      this.own.map((item) => item.name),
    );
    const row = await this.#lab.attempt(() =>
      this.#lab.client.environments.create({ name, notes: world.notes, spec: world.spec }),
    );
    if (!row) return null;
    await this.#lab.refresh('environments');
    this.#navigation.set({ environment: row.id, example: null, import: null });
    toasts.show(`Added “${row.name}” to the lab`, { tone: 'success' });
    return row;
  }

  async rename(row: EnvironmentRow, name: string): Promise<void> {
    const trimmed = name.trim();
    if (!trimmed || trimmed === row.name) return;
    await this.#lab.attempt(() => this.#lab.client.environments.update({ id: row.id, name: trimmed }));
    await this.#lab.refresh('environments');
  }

  /** Changes an environment; an example, or one whose demonstrations fix it, is left alone and a copy added. */
  async saveSpec(item: GalleryItem, spec: EnvironmentSpec): Promise<void> {
    const { row } = item;
    if (row === null || row.demonstrations > 0) {
      await this.add({ name: item.name, notes: item.notes, spec });
      return;
    }
    const done = await this.#lab.attempt(() => this.#lab.client.environments.update({ id: row.id, spec }));
    if (!done) return;
    await this.#lab.refresh('environments');
    toasts.show(`Saved the settings of “${row.name}”`, { tone: 'success' });
  }

  async annotate(row: EnvironmentRow, notes: string): Promise<void> {
    await this.#lab.attempt(() => this.#lab.client.environments.update({ id: row.id, notes }));
    await this.#lab.refresh('environments');
  }

  async remove(row: EnvironmentRow): Promise<void> {
    await this.#lab.remove('environments', [row.id], `“${row.name}”`);
  }

  export(item: GalleryItem): void {
    downloadText({
      fileName: exportFileName(item.name),
      mediaType: 'application/json',
      text: exportWorld({ name: item.name, notes: item.notes, spec: item.spec }),
    });
  }

  /** Opens the painter on an environment of the lab, or on a new grid. */
  edit(id: string): void {
    this.#navigation.go('environments', { ...(id === 'new' ? {} : { environment: id }), edit: id });
  }

  /** Whether changes to it wait unsaved. */
  hasDraft(id: string): boolean {
    return memory.get(draftKey(id), null, isDraft) !== null;
  }

  #ofRow(row: EnvironmentRow): GalleryItem {
    const key = `${row.id}@${row.updatedAt}`;
    const state = this;
    return {
      id: row.id,
      name: row.name,
      notes: row.notes,
      spec: row.spec,
      get world() {
        let world = state.#worlds.get(key);
        if (!world && isFiniteSpec(row.spec)) {
          world = buildWorld(row.spec);
          state.#worlds.set(key, world);
        }
        return world ?? null;
      },
      row,
    };
  }
}

/** Equal for equal specs: the schema puts the keys in its own order. */
const specText = (spec: EnvironmentSpec): string => JSON.stringify(environmentSpec.parse(spec));

const exampleWorlds = new Map<EnvironmentSpec, FiniteWorld>();

function exampleWorld(spec: EnvironmentSpec): FiniteWorld | null {
  if (!isFiniteSpec(spec)) return null;
  let world = exampleWorlds.get(spec);
  if (!world) {
    world = buildWorld(spec);
    exampleWorlds.set(spec, world);
  }
  return world;
}
