/** What the window knows of the lab file, kept fresh by the core's events. */
import { createContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import {
  type Dataset,
  type EnvironmentRow,
  type FiniteEnvironmentRow,
  isFiniteEnvironment,
  type LabClient,
  type LabEvent,
  type LabInfo,
  type Run,
  type RunProgress,
} from '../../../core/contract/index.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import type { Connection } from './client.svelte.ts';
import { memory } from './memory.ts';

export type Topic = Extract<LabEvent, { type: 'changed' }>['topic'];
export type RemovableKind = 'environments' | 'demonstrations' | 'datasets' | 'runs' | 'comparisons';

/** Events of one topic within this many milliseconds are answered with one refetch. */
const settle = 60;

export class LabState {
  readonly client: LabClient;
  readonly connection: Connection;
  /** True once everything below has been read once. */
  ready = $state(false);
  info = $state.raw<LabInfo | null>(null);
  environments = $state.raw<readonly EnvironmentRow[]>([]);
  datasets = $state.raw<readonly Dataset[]>([]);
  runs = $state.raw<readonly Run[]>([]);
  /** Latest progress by run id, about ten a second while a run moves. */
  readonly progress = new SvelteMap<string, RunProgress>();
  /** Counts the changes of each topic; read it in an effect to refetch your own page of it. */
  readonly revision = $state<Record<Topic, number>>({
    environments: 0,
    demonstrations: 0,
    datasets: 0,
    runs: 0,
    comparisons: 0,
  });
  /** The environments whose states can be counted, for what works in no others. */
  readonly finiteEnvironments: readonly FiniteEnvironmentRow[] = $derived(
    this.environments.filter(isFiniteEnvironment),
  );
  /** Runs that are queued or running. */
  readonly activeRuns = $derived(
    this.runs.filter((run) => run.status === 'queued' || run.status === 'running'),
  );
  #timers = new Map<Topic, ReturnType<typeof setTimeout>>();

  constructor(connection: Connection) {
    this.connection = connection;
    this.client = connection.client;
    connection.onOpen(() => void this.#start());
  }

  environment(id: string | null | undefined): EnvironmentRow | null {
    return this.environments.find((row) => row.id === id) ?? null;
  }

  /** A finite environment; null for a continuous one, too. */
  finiteEnvironment(id: string | null | undefined): FiniteEnvironmentRow | null {
    return this.finiteEnvironments.find((row) => row.id === id) ?? null;
  }

  dataset(id: string | null | undefined): Dataset | null {
    return this.datasets.find((row) => row.id === id) ?? null;
  }

  run(id: string | null | undefined): Run | null {
    return this.runs.find((row) => row.id === id) ?? null;
  }

  /** Does something that may fail; a failure becomes a toast and the answer is null. */
  async attempt<T>(action: () => Promise<T>): Promise<T | null> {
    try {
      return await action();
    } catch (thrown) {
      toasts.error(thrown);
      return null;
    }
  }

  /** Soft-deletes and offers Undo; `what` reads as in "Deleted 3 demonstrations". */
  async remove(kind: RemovableKind, ids: readonly string[], what: string): Promise<void> {
    const done = await this.attempt(() => this.client[kind].remove({ ids: [...ids] }));
    if (!done) return;
    await this.refresh(kind);
    toasts.undoable(`Deleted ${what}`, async () => {
      await this.attempt(() => this.client[kind].restore({ ids: [...ids] }));
      await this.refresh(kind);
    });
  }

  /** Reads a topic anew and tells whoever shows pages of it. */
  async refresh(topic: Topic): Promise<void> {
    clearTimeout(this.#timers.get(topic));
    try {
      if (topic === 'environments') this.environments = await this.client.environments.list({});
      if (topic === 'datasets') this.datasets = await this.client.datasets.list({});
      if (topic === 'runs') this.#takeRuns(await this.client.runs.list({ deleted: 'no' }));
      // Environments carry the number of their demonstrations.
      if (topic === 'demonstrations') this.environments = await this.client.environments.list({});
      this.info = await this.client.lab.info({});
      this.revision[topic]++;
    } catch (thrown) {
      if (this.connection.status === 'open') toasts.error(thrown);
    }
  }

  async #start(): Promise<void> {
    try {
      void this.#listen();
      const [info, environments, datasets, runs, state] = await Promise.all([
        this.client.lab.info({}),
        this.client.environments.list({}),
        this.client.datasets.list({}),
        this.client.runs.list({ deleted: 'no' }),
        this.client.lab.readState({}),
      ]);
      memory.attach(state, (key, value) => this.client.lab.writeState({ key, value }));
      this.info = info;
      this.environments = environments;
      this.datasets = datasets;
      this.#takeRuns(runs);
      // Whatever the pages show may have changed while nobody listened.
      for (const topic of Object.keys(this.revision) as Topic[]) this.revision[topic]++;
      this.ready = true;
    } catch (thrown) {
      if (this.connection.status === 'open') toasts.error(thrown);
    }
  }

  #takeRuns(runs: readonly Run[]): void {
    this.runs = runs;
    const known = new Set(runs.map((run) => run.id));
    for (const id of this.progress.keys()) if (!known.has(id)) this.progress.delete(id);
  }

  async #listen(): Promise<void> {
    try {
      for await (const event of await this.client.lab.events({})) {
        if (event.type === 'changed') this.#changed(event.topic);
        else this.#moved(event.progress);
      }
    } catch (thrown) {
      // The end of a connection ends its events too; the banner speaks of that.
      if (this.connection.status === 'open') toasts.error(thrown);
    }
  }

  #changed(topic: Topic): void {
    clearTimeout(this.#timers.get(topic));
    this.#timers.set(
      topic,
      setTimeout(() => void this.refresh(topic), settle),
    );
  }

  #moved(progress: RunProgress): void {
    this.progress.set(progress.runId, progress);
    const run = this.run(progress.runId);
    if (run?.status !== progress.status) this.#changed('runs');
  }
}

const [useLabContext, setLabContext] = createContext<LabState>();

/** The lab of the window; call it while a component is being made. */
export const useLab = useLabContext;
export const provideLab = setLabContext;
