/** The list of demonstrations: what is shown, what is selected, and what can be done with it. */
import type { Demonstration, DemonstrationFilter } from '../../../../core/contract/index.ts';
import type { Simulation } from '../../../../core/environments/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import { simulationOf } from '../../world/scene/opened.svelte.ts';
import { worldOf } from '../../world/world-cache.ts';
import { changed, noFilter, type Order } from './filters.ts';
import { Motions } from './motions.svelte.ts';
import { repeats } from './quality.ts';
import { choose, move, nothingSelected, pick, prune, type Reach, type Selected } from './selection.ts';

const pageSize = 500;
/** More rows than this are narrowed by filters, not scrolled. */
const mostRows = 10_000;
/** Paths of a list, for thumbnails and maps: steps of each, and how many demonstrations. */
const pathSteps = 400;
const mostPaths = 2_000;
const pathBatch = 100;

export class DemonstrationsState {
  filter = $state.raw<DemonstrationFilter>(noFilter);
  order = $state<Order>('newest');
  rows = $state.raw<readonly Demonstration[]>([]);
  total = $state(0);
  steps = $state(0);
  loading = $state(false);
  loadedOnce = $state(false);
  selected = $state.raw<Selected>(nothingSelected);
  /** First states of the demonstrations by id, as they come in. */
  paths = $state.raw<ReadonlyMap<string, Int32Array>>(new Map());

  readonly ids = $derived(this.rows.map((row) => row.id));
  readonly focused: Demonstration | null = $derived(
    this.rows.find((row) => row.id === this.selected.focus) ?? null,
  );
  readonly repeated: ReadonlySet<string> = $derived(new Set(repeats(this.rows)));
  /** The one environment of the list; null when it mixes several. */
  readonly environmentId: string | null = $derived.by(() => {
    const first = this.rows[0]?.environmentId ?? null;
    return this.rows.every((row) => row.environmentId === first) ? first : null;
  });
  readonly tags: readonly string[] = $derived([...new Set(this.rows.flatMap((row) => row.tags))].sort());

  /** What is known of the demonstrations of continuous worlds. */
  readonly motions: Motions;
  #lab: LabState;
  #reading = 0;

  constructor(lab: LabState) {
    this.#lab = lab;
    this.motions = new Motions(lab.client.demonstrations, (id) => lab.environment(id));
  }

  /** The simulator of a continuous environment, once it is loaded; null for a finite one. */
  simulationOf(environmentId: string): Simulation | null {
    return simulationOf(this.#lab.environment(environmentId)?.spec);
  }

  worldOf(environmentId: string): FiniteWorld | null {
    const row = this.#lab.finiteEnvironment(environmentId);
    return row ? worldOf(row) : null;
  }

  setFilter(filter: DemonstrationFilter): void {
    this.filter = filter;
    navigation.set({ environment: filter.environmentId ?? null, dataset: filter.datasetId ?? null });
    void this.read();
  }

  narrow(changes: Parameters<typeof changed>[1]): void {
    this.setFilter(changed(this.filter, changes));
  }

  setOrder(order: Order): void {
    this.order = order;
    void this.read();
  }

  /** Reads the list anew, page by page; what is selected stays selected where it is still there. */
  async read(): Promise<void> {
    const reading = ++this.#reading;
    const before = this.rows.map((row) => row.id);
    const rows: Demonstration[] = [];
    this.loading = true;
    try {
      do {
        const page = { offset: rows.length, limit: pageSize };
        const answer = await this.#lab.client.demonstrations.list({
          filter: this.filter,
          page,
          order: this.order,
        });
        if (reading !== this.#reading) return;
        rows.push(...answer.rows);
        this.total = answer.total;
        this.steps = answer.steps;
        if (answer.rows.length === 0) break;
      } while (rows.length < Math.min(this.total, mostRows));
      this.rows = rows;
      this.loadedOnce = true;
      this.selected = prune(this.selected, before, this.ids);
      if (this.selected.focus === null && rows[0])
        this.selected = choose([navigation.param('demonstration') ?? rows[0].id]);
    } catch (thrown) {
      if (this.#lab.connection.status === 'open') toasts.error(thrown);
    } finally {
      if (reading === this.#reading) this.loading = false;
    }
    if (reading === this.#reading) await this.#readPaths(reading);
  }

  /** Paths of the rows, in batches and in the order shown, so that thumbnails fill from the top. */
  async #readPaths(reading: number): Promise<void> {
    const finite = (row: Demonstration) => this.#lab.finiteEnvironment(row.environmentId) !== null;
    void this.motions.read(this.rows.filter((row) => !finite(row)));
    const missing = this.rows.slice(0, mostPaths).filter((row) => finite(row) && !this.paths.has(row.id));
    for (let i = 0; i < missing.length; i += pathBatch) {
      const ids = missing.slice(i, i + pathBatch).map((row) => row.id);
      try {
        const found = await this.#lab.client.demonstrations.paths({ ids, maxSteps: pathSteps });
        if (reading !== this.#reading) return;
        const paths = new Map(this.paths);
        for (const { id, observations } of found) paths.set(id, Int32Array.from(observations));
        this.paths = paths;
      } catch (thrown) {
        if (this.#lab.connection.status === 'open') toasts.error(thrown);
        return;
      }
    }
  }

  pick(id: string, reach: Reach): void {
    this.#select(pick(this.selected, this.ids, id, reach));
  }

  move(by: number, reach: 'one' | 'range'): void {
    this.#select(move(this.selected, this.ids, by, reach));
  }

  choose(ids: readonly string[]): void {
    this.#select(choose(ids));
  }

  selectAll(): void {
    const { anchor, focus } = this.selected;
    this.#select({ ids: new Set(this.ids), anchor, focus: focus ?? this.ids[0] ?? null });
  }

  #select(selected: Selected): void {
    this.selected = selected;
    navigation.set({ demonstration: selected.focus });
  }

  /** Selected ids in the order of the list. */
  chosen(): string[] {
    return this.ids.filter((id) => this.selected.ids.has(id));
  }

  async remove(): Promise<void> {
    const ids = this.chosen();
    if (ids.length === 0) return;
    await this.#lab.remove(
      'demonstrations',
      ids,
      `${ids.length} demonstration${ids.length === 1 ? '' : 's'}`,
    );
  }

  async restore(): Promise<void> {
    const ids = this.chosen();
    if (!(await this.#lab.attempt(() => this.#lab.client.demonstrations.restore({ ids })))) return;
    toasts.show(`Restored ${ids.length} demonstration${ids.length === 1 ? '' : 's'}`, { tone: 'success' });
    await this.#lab.refresh('demonstrations');
  }

  async tag(
    ids: readonly string[],
    addTags: readonly string[],
    removeTags: readonly string[],
  ): Promise<void> {
    await this.#annotate({ ids: [...ids], addTags: [...addTags], removeTags: [...removeTags] });
  }

  async setNotes(id: string, notes: string): Promise<void> {
    await this.#annotate({ ids: [id], notes });
  }

  async #annotate(input: Parameters<LabState['client']['demonstrations']['annotate']>[0]): Promise<void> {
    if (await this.#lab.attempt(() => this.#lab.client.demonstrations.annotate(input))) await this.read();
  }

  /** Keeps the first steps; Undo brings the whole back. */
  async trim(id: string, length: number): Promise<void> {
    const { client } = this.#lab;
    const made = await this.#lab.attempt(() => client.demonstrations.trim({ id, length }));
    if (!made) return;
    this.choose([made.id]);
    await this.#lab.refresh('demonstrations');
    this.choose([made.id]);
    toasts.undoable(`Trimmed to ${length} steps`, async () => {
      await this.#lab.attempt(async () => {
        await client.demonstrations.restore({ ids: [id] });
        await client.demonstrations.remove({ ids: [made.id] });
      });
      await this.#lab.refresh('demonstrations');
      this.choose([id]);
    });
  }

  /** A dataset of what is selected, in the order of the list. */
  async makeDataset(name: string): Promise<boolean> {
    const demonstrationIds = this.chosen();
    const dataset = await this.#lab.attempt(() =>
      this.#lab.client.datasets.create({ name, notes: '', demonstrationIds }),
    );
    if (!dataset) return false;
    toasts.show(`Made the dataset “${dataset.name}”`, {
      tone: 'success',
      detail: `${dataset.demonstrations} demonstrations, ${dataset.steps} steps.`,
      action: { label: 'Infer its reward', run: () => navigation.go('infer', { dataset: dataset.id }) },
    });
    return true;
  }
}
