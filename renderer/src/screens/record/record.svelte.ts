/** What the Record screen remembers and offers around the controller. Lives as long as the window, so that leaving the
 * screen in the middle of a take loses nothing. */
import type { Dataset, Demonstration, EnvironmentRow } from '../../../../core/contract/index.ts';
import type { LabState } from '../../lab/lab.svelte.ts';
import { isString, memory } from '../../lab/memory.ts';
import { navigation } from '../../lab/navigation.svelte.ts';
import { toasts } from '../../ui/toasts.svelte.ts';
import type { Point } from '../../world/scene/placement.ts';
import { readReplay } from '../../world/scene/replay.ts';
import type { PadCommand } from './gamepad.ts';
import { actionOf, actionTowards, defaultKeys, type KeyMap, rebind, reservedKeys } from './keymap.ts';
import { LiveDriver } from './live-driver.svelte.ts';
import { openTicker } from './pacing/ticker.ts';
import { type Device, type KeptTake, RecordController } from './record-controller.svelte.ts';
import { keptVerdict } from './verdict.ts';

/** A held key repeats no faster than this, so that it does not run past the goal. */
const repeatGap = 110;

const isKeyMap = (value: unknown): value is string[][] =>
  Array.isArray(value) && value.every((codes) => Array.isArray(codes) && codes.every(isString));

export class RecordState {
  readonly controller: RecordController;
  /** Drives the worlds that do not wait. */
  readonly live: LiveDriver;
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
    this.live = new LiveDriver(this.controller, openTicker, () => performance.now());
  }

  /** The environment that the address names, or the one left, or the first. */
  get chosen(): EnvironmentRow | null {
    const { environments } = this.#lab;
    return this.#lab.environment(navigation.param('environment')) ?? environments[0] ?? null;
  }

  async open(environment: EnvironmentRow): Promise<void> {
    if (environment.id !== this.controller.environment?.id) this.dataset = null;
    await this.controller.open(environment, this.driver.trim());
    const stored = memory.get(this.#keysName(), [], isKeyMap);
    const proposed = this.#proposedKeys();
    this.#setKeys(stored.length === proposed.length && stored.length > 0 ? stored : proposed);
  }

  /** The keys that a world comes with. */
  #proposedKeys(): KeyMap {
    const { scheme } = this.live;
    return scheme
      ? scheme.controls.map((control) => control.codes)
      : defaultKeys(this.controller.world?.actions ?? []);
  }

  #setKeys(keys: KeyMap): void {
    this.keys = keys;
    this.live.input.codes = keys;
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
    if (this.mode !== 'hand') return false;
    if (this.controller.simulation) return this.#liveKey(code, repeated);
    const action = actionOf(this.keys, code);
    if (action < 0) return false;
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

  /** Starts, pauses and steers a world that does not wait. */
  #liveKey(code: string, repeated: boolean): boolean {
    const { live, controller } = this;
    const steers = live.input.controlOf(code) >= 0;
    const pauses = code === 'Space' || code === 'Escape';
    if (controller.phase === 'driving') {
      if (steers) live.input.press(code);
      else if (!pauses) return false;
      if (repeated) return true;
      if (pauses) live.toggle();
      else live.resume();
      return true;
    }
    if (controller.phase === 'ready' && !repeated && startsWith(code)) {
      if (steers) live.input.press(code);
      void live.start('keyboard');
      return true;
    }
    // Keys still held when the take is over scroll nothing and start nothing.
    return steers;
  }

  /** A pointer went down on the world: it starts, or goes on. */
  pointerDown(point: Point, device: 'mouse' | 'touch'): void {
    const { live, controller } = this;
    if (this.mode !== 'hand') return;
    live.input.pointer = point;
    if (controller.phase === 'ready') void live.start(device);
    else live.resume();
  }

  /** The sticks of a gamepad; leaning on them starts. */
  sticks(values: readonly number[]): void {
    const { live, controller } = this;
    live.input.sticks = values;
    if (!controller.simulation || this.mode !== 'hand') return;
    if (controller.phase === 'ready' && values.some((value) => Math.abs(value) > 0.5))
      void live.start('gamepad');
  }

  keyUp(code: string): void {
    this.live.input.lift(code);
    if (this.controller.simulation) return;
    const action = actionOf(this.keys, code);
    if (action >= 0) this.#hold(action, false);
  }

  /** The window lost the focus: nobody drives. */
  releaseAll(): void {
    this.held = new Set();
    this.live.input.releaseAll();
    this.live.pause('The window lost the focus.');
  }

  act(action: number, device: Device): void {
    void this.controller.press(action, device);
  }

  gamepad(command: PadCommand): void {
    if (command.kind === 'discard') void this.discard();
    else if (command.kind === 'pause') this.live.toggle();
    else if (command.kind === 'move' && this.controller.simulation) return;
    else if (command.kind === 'keep' && this.live.running) return;
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
    this.#setKeys(this.#proposedKeys());
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
    this.controller.remember(await this.#asTake(restored));
    this.controller.verdict = keptVerdict(restored, this.controller.maxSteps);
  }

  /** A demonstration with the path that it is shown by. */
  async #asTake(demonstration: Demonstration): Promise<KeptTake> {
    const { id } = demonstration;
    const { demonstrations } = this.#lab.client;
    if (this.controller.simulation) {
      const environment = this.controller.environment as EnvironmentRow;
      const replay = await this.#lab.attempt(() => readReplay(demonstrations, environment, demonstration));
      return { demonstration, states: [], trail: Array.from(replay?.trail ?? []) };
    }
    const paths = await this.#lab.attempt(() => demonstrations.paths({ ids: [id], maxSteps: 2000 }));
    return { demonstration, states: Array.from(paths?.[0]?.observations ?? []), trail: [] };
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
    if (this.controller.simulation && code === 'Space') return;
    this.#setKeys(rebind(this.keys, action, code));
    memory.set(this.#keysName(), this.keys);
  }

  #hold(action: number, down: boolean): void {
    const held = new Set(this.held);
    if (down) held.add(action);
    else held.delete(action);
    this.held = held;
  }

  /** Keys are remembered by the names of what they do: all four-way grids share theirs. */
  #keysName(): string {
    const names = this.live.scheme
      ? this.live.scheme.controls.map((control) => control.label)
      : (this.controller.world?.actions ?? []).map((action) => action.name);
    return `record:keys:${names.join(',')}`.slice(0, 100);
  }
}

/** Whether a key starts a world that does not wait: whatever is no command of the screen. */
const startsWith = (code: string) =>
  /^(Key|Digit|Arrow|Numpad\d|Space)/.test(code) && !reservedKeys.includes(code);

const states = new WeakMap<LabState, RecordState>();

export function recordState(lab: LabState): RecordState {
  let state = states.get(lab);
  if (!state) {
    state = new RecordState(lab);
    states.set(lab, state);
  }
  return state;
}
