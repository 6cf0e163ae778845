/** Scripted experts: they record through the same path as people. */
import type { EnvironmentRow, ExpertSource, FiniteExpert } from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { memory } from '../../lab/memory.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

export type ExpertKind = FiniteExpert['expert'];

export const expertKinds: readonly { value: ExpertKind; label: string; help: string }[] = [
  {
    value: 'soft-optimal',
    label: 'Soft-optimal',
    help: 'Prefers good actions in proportion; what maximum-entropy inference assumes of an expert.',
  },
  { value: 'optimal', label: 'Optimal', help: 'Always takes a best action.' },
  {
    value: 'epsilon-mixed',
    label: 'Optimal with slips',
    help: 'Best actions, but a random one now and then.',
  },
  { value: 'random', label: 'Random', help: 'Every action equally often; a baseline, or a stress test.' },
];

interface Form {
  readonly expert: ExpertKind;
  readonly temperature: number;
  readonly epsilon: number;
  readonly discount: number;
  readonly episodes: number;
  readonly seed: number;
}

const defaults: Form = {
  expert: 'soft-optimal',
  temperature: 0.5,
  epsilon: 0.1,
  discount: 0.95,
  episodes: 40,
  seed: 1,
};

const isForm = (value: unknown): value is Form =>
  typeof value === 'object' &&
  value !== null &&
  expertKinds.some(({ value: kind }) => kind === (value as Form).expert) &&
  ['temperature', 'epsilon', 'discount', 'episodes', 'seed'].every((key) =>
    Number.isFinite((value as Record<string, unknown>)[key]),
  );

/** What was asked of an expert last, and what came of it. */
export class ExpertRecording {
  busy = $state(false);
  /** What the last request recorded. */
  made = $state.raw<{
    readonly environmentId: string;
    readonly ids: readonly string[];
    readonly by: string;
  } | null>(null);
  #lab: LabState;

  constructor(lab: LabState) {
    this.#lab = lab;
  }

  /**
   * Records episodes of an expert.
   *
   * @param by what the expert is called in the names of datasets
   * @returns whether they are in the lab file
   */
  async record(
    environment: EnvironmentRow,
    source: ExpertSource,
    asked: { readonly episodes: number; readonly seed: number; readonly by: string },
  ): Promise<boolean> {
    this.busy = true;
    this.made = null;
    const { episodes, seed, by } = asked;
    const made = await this.#lab.attempt(() =>
      this.#lab.client.recording.expert({ environmentId: environment.id, source, episodes, seed, tags: [] }),
    );
    this.busy = false;
    if (!made) return false;
    this.made = { environmentId: environment.id, ids: made.ids, by };
    toasts.show(`Recorded ${made.ids.length} demonstrations in ${environment.name}`, { tone: 'success' });
    return true;
  }
}

export class ExpertState {
  form = $state<Form>({ ...memory.get('record:expert', defaults, isForm) });
  readonly recording: ExpertRecording;

  constructor(lab: LabState) {
    this.recording = new ExpertRecording(lab);
  }

  /** Records the episodes; a second request of the same form gets the next seed, so it adds new ones. */
  async record(environment: EnvironmentRow): Promise<void> {
    const { expert, temperature, epsilon, discount, episodes, seed } = this.form;
    const source = { kind: 'expert', expert, temperature, epsilon, discount } as const;
    const by = `${expert} expert`;
    if (!(await this.recording.record(environment, source, { episodes, seed, by }))) return;
    this.form = { ...this.form, seed: (seed + 1) % 2 ** 32 };
    memory.set('record:expert', this.form);
  }
}
