/** What the Record screen remembers and offers around the controller. Lives as long as the window, so that leaving the
 * screen in the middle of a take loses nothing. */
import type { Dataset, Demonstration, FiniteEnvironmentRow } from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { isString, memory } from '../../lab/memory.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { PadCommand } from './gamepad.ts';
import { actionOf, actionTowards, defaultKeys, type KeyMap, rebind } from './keymap.ts';
import { type Device, type KeptTake, RecordController } from './record-controller.svelte.ts';
import { keptVerdict } from './verdict.ts';

/** A held key repeats no faster than this, so that it does not run past the goal. */
const repeatGap = 110;

const isKeyMap = (value: unknown): value is string[][] =>
  Array.isArray(value) && value.every((codes) => Array.isArray(codes) && codes.every(isString));

export class RecordState {
  readonly controller: RecordController;
  driver = $state(memory.get('record:driver', '', isString));
  mode = $state<'hand' | 'expert'>('hand');
  keys = $state.raw<KeyMap>([]);
  /** Action that waits for its new key. */
  remapping = $state<number | null>(null);
  /** Actions whose key or button is down. */
  held = $state.raw<ReadonlySet<number>>(new Set());
  /** The take discarded last, while Undo is offered. */
  discarded = $state<string | null>(null);
  /** The dataset made last on this screen. */
  dataset = $state.raw<Dataset | null>(null);
  unfinished = $state.raw<readonly Demonstration[]>([]);
  #lab: LabState;
  #lastPress = 0;

  constructor(lab: LabState) {
    this.#lab = lab;
    this.controller = new RecordController(lab.client, {
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
  }

  /** The environment that the address names, or the one left, or the first. */
  get chosen(): FiniteEnvironmentRow | null {
    const { finiteEnvironments } = this.#lab;
    return this.#lab.finiteEnvironment(navigation.param('environment')) ?? finiteEnvironments[0] ?? null;
  }

  async open(environment: FiniteEnvironmentRow): Promise<void> {
    if (environment.id !== this.controller.environment?.id) this.dataset = null;
    await this.controller.open(environment, this.driver.trim());
    const actions = this.controller.world?.actions ?? [];
    const stored = memory.get(this.#keysName(), [], isKeyMap);
    this.keys = stored.length === actions.length && stored.length > 0 ? stored : defaultKeys(actions);
  }

  setDriver(name: string): void {
    this.driver = name;
    memory.set('record:driver', name);
  }

  /** A key went down: rebinds while remapping, drives otherwise. True when the key was for this screen. */
  keyDown(code: string, repeated: boolean): boolean {
    if (this.remapping !== null) {
      if (code !== 'Escape') this.#bind(this.remapping, code);
      this.remapping = null;
      return true;
    }
    const action = actionOf(this.keys, code);
    if (action < 0 || this.mode !== 'hand') return false;
    const now = performance.now();
    // A held key drives on within a take, but never into the next one.
    const { phase } = this.controller;
    if (repeated && (now - this.#lastPress < repeatGap || (phase !== 'ready' && phase !== 'driving')))
      return true;
    this.#lastPress = now;
    this.#hold(action, true);
    this.act(action, 'keyboard');
    return true;
  }

  keyUp(code: string): void {
    const action = actionOf(this.keys, code);
    if (action >= 0) this.#hold(action, false);
  }

  releaseAll(): void {
    this.held = new Set();
  }

  act(action: number, device: Device): void {
    void this.controller.press(action, device);
  }

  gamepad(command: PadCommand): void {
    if (command.kind === 'discard') void this.discard();
    else if (command.kind !== 'move') void this.controller[command.kind]();
    else {
      const action = actionTowards(this.controller.world?.actions ?? [], command.x, command.y);
      if (action < 0) return;
      this.#hold(action, true);
      setTimeout(() => this.#hold(action, false), repeatGap);
      this.act(action, 'gamepad');
    }
  }

  resetKeys(): void {
    this.keys = defaultKeys(this.controller.world?.actions ?? []);
    memory.set(this.#keysName(), null);
  }

  /** Takes that a crash or a closed window left behind, the current one apart. Empty ones are swept away. */
  async lookForUnfinished(): Promise<void> {
    if (this.#lab.connection.status !== 'open') return;
    const rows = await this.#lab.attempt(() => this.#lab.client.recording.unfinished({}));
    if (!rows) return;
    const left = rows.filter((row) => row.id !== this.controller.takeId);
    this.unfinished = left.filter((row) => row.length > 0);
    const stale = left.filter((row) => row.length === 0 && Date.now() - row.createdAt > 600_000);
    for (const row of stale)
      await this.#lab.attempt(() => this.#lab.client.recording.discard({ id: row.id }));
  }

  async recover(row: Demonstration): Promise<void> {
    const kept = await this.#lab.attempt(() =>
      this.#lab.client.recording.keep({ id: row.id, cadence: null, tags: [], notes: '' }),
    );
    if (!kept) return;
    this.unfinished = this.unfinished.filter((other) => other.id !== row.id);
    toasts.show(`Kept the unfinished take (${kept.length} steps); it re-simulated exactly.`, {
      tone: 'success',
    });
  }

  async dropUnfinished(row: Demonstration): Promise<void> {
    const done = await this.#lab.attempt(() => this.#lab.client.recording.discard({ id: row.id }));
    if (!done) return;
    this.unfinished = this.unfinished.filter((other) => other.id !== row.id);
    toasts.undoable('Discarded the unfinished take', async () => {
      await this.#lab.attempt(() => this.#lab.client.demonstrations.restore({ ids: [row.id] }));
      await this.lookForUnfinished();
    });
  }

  /** Takes a kept take away, with Undo. */
  async removeTake(take: KeptTake): Promise<void> {
    const ids = [take.demonstration.id];
    const done = await this.#lab.attempt(() => this.#lab.client.demonstrations.remove({ ids }));
    if (!done) return;
    this.controller.forget(ids[0]);
    toasts.undoable(`Deleted take ${take.demonstration.take + 1}`, async () => {
      if (await this.#lab.attempt(() => this.#lab.client.demonstrations.restore({ ids })))
        this.controller.remember(take);
    });
  }

  /** Discards the take being driven; `undo` brings it back. */
  async discard(): Promise<void> {
    const { takeId, steps } = this.controller;
    await this.controller.discard();
    this.discarded = steps > 0 && this.controller.takeId !== takeId ? takeId : null;
  }

  /** Brings the take discarded last back, kept as far as it went. */
  async undoDiscard(): Promise<void> {
    const id = this.discarded;
    if (id === null) return;
    const restored = await this.#lab.attempt(async () => {
      await this.#lab.client.demonstrations.restore({ ids: [id] });
      return this.#lab.client.recording.keep({ id, cadence: null, tags: [], notes: '' });
    });
    if (!restored) return;
    this.discarded = null;
    const steps = await this.#lab.attempt(() =>
      this.#lab.client.demonstrations.paths({ ids: [id], maxSteps: 2000 }),
    );
    this.controller.remember({ demonstration: restored, states: Array.from(steps?.[0]?.observations ?? []) });
    this.controller.verdict = keptVerdict(restored, this.controller.world?.maxSteps ?? 0);
  }

  /** One click from takes to a dataset; its name can be changed later. */
  async makeDataset(demonstrationIds: readonly string[], name: string): Promise<Dataset | null> {
    const dataset = await this.#lab.attempt(() =>
      this.#lab.client.datasets.create({ name, notes: '', demonstrationIds: [...demonstrationIds] }),
    );
    this.dataset = dataset;
    return dataset;
  }

  #bind(action: number, code: string): void {
    this.keys = rebind(this.keys, action, code);
    memory.set(this.#keysName(), this.keys);
  }

  #hold(action: number, down: boolean): void {
    const held = new Set(this.held);
    if (down) held.add(action);
    else held.delete(action);
    this.held = held;
  }

  /** Keys are remembered by the names of the actions: all four-way grids share theirs. */
  #keysName(): string {
    const names = (this.controller.world?.actions ?? []).map((action) => action.name).join(',');
    return `record:keys:${names}`.slice(0, 100);
  }
}

const states = new WeakMap<LabState, RecordState>();

export function recordState(lab: LabState): RecordState {
  let state = states.get(lab);
  if (!state) {
    state = new RecordState(lab);
    states.set(lab, state);
  }
  return state;
}
