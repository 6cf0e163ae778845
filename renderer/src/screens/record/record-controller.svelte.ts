/**
 * Recording by hand, as a state machine: a session of takes in one environment. The page steps the simulator; every
 * step goes to the core at once; a kept take is followed by the next one without a question.
 */
import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type { Demonstration, EnvironmentRow, LabClient, Source } from '../../../../core/contract/index.ts';
import {
  type OpenedEnvironment,
  openEnvironment,
  type Simulation,
} from '../../../../core/environments/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { handleOf } from '../../world/scene/trail.ts';
import { tickCadence, turnCadence } from './cadence.ts';
import { type TakeStatus, TakeWriter } from './take-writer.ts';
import { discardedVerdict, keptVerdict, type Verdict } from './verdict.ts';

/**
 * - closed: no environment; opening: a session or take is being made;
 * - ready: the agent stands at the start; driving: some steps are taken; ended: the episode is over and undecided;
 * - deciding: keep or discard is under way.
 */
export type Phase = 'closed' | 'opening' | 'ready' | 'driving' | 'ended' | 'deciding';
export type Device = Extract<Source, { kind: 'person' }>['device'];

/** A take of this session that was kept. */
export interface KeptTake {
  readonly demonstration: Demonstration;
  /** States of a finite world's take; none of another's. */
  readonly states: readonly number[];
  /** The handle's way, [x0, y0, x1, y1, ...]; none in a finite world. */
  readonly trail: readonly number[];
}

export interface RecordClient {
  readonly recording: Pick<LabClient['recording'], 'open' | 'begin' | 'append' | 'keep' | 'discard'>;
  readonly demonstrations: Pick<LabClient['demonstrations'], 'get' | 'remove' | 'restore'>;
}

/** What the controller needs besides the core; tests give their own. */
export interface Surroundings {
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

interface Session {
  readonly id: string;
  readonly name: string;
  readonly device: Device;
}

/** Steps that the pace in the corner looks back on. */
const paceWindow = 30;
/** Steps of a real-time take leave together every so many milliseconds: a crash loses less than a second. */
const gathering = 300;

export class RecordController {
  phase = $state<Phase>('closed');
  environment = $state.raw<EnvironmentRow | null>(null);
  opened = $state.raw<OpenedEnvironment | null>(null);
  /** Number of the current take, from 0. */
  take = $state(0);
  takeId = $state<string | null>(null);
  /** Steps of the current take. */
  steps = $state(0);
  /** States of the current take, one more than steps; grows in place, so follow `steps`. */
  path = $state.raw<number[]>([]);
  total = $state(0);
  lastAction = $state<number | null>(null);
  /** The way of the handle in a continuous world, [x0, y0, ...]; grows in place, so follow `steps`. */
  trail = $state.raw<number[]>([]);
  /** The last action in a continuous world. */
  action = $state.raw<ArrayLike<number> | null>(null);
  terminated = $state(false);
  unsaved = $state(0);
  saving = $state<TakeStatus>('saved');
  rate = $state(0);
  jitter = $state(0);
  /** Steps per second that a real-time take aims at; null where the world waits. */
  targetRate = $state<number | null>(null);
  takes = $state.raw<readonly KeptTake[]>([]);
  verdict = $state.raw<Verdict | null>(null);
  error = $state.raw<LabErrorData | null>(null);

  // Getters rather than derived values: they are asked between screens, too, where nobody follows them.
  get state(): number {
    return this.path[this.steps] ?? -1;
  }

  /** The world of a finite environment; null for others. */
  get world(): FiniteWorld | null {
    return this.opened?.kind === 'finite' ? this.opened.world : null;
  }

  /** The simulator of a continuous environment; null for others. */
  get simulation(): Simulation | null {
    return this.opened?.kind === 'continuous' ? this.opened.environment : null;
  }

  /** The time limit, in steps. */
  get maxSteps(): number {
    return this.opened?.environment.maxSteps ?? 0;
  }

  /** Whether the reward of a step is known. */
  get rewardKnown(): boolean {
    return this.opened?.kind === 'continuous' || (this.world !== null && this.world.trueReward !== null);
  }

  #client: RecordClient;
  #around: Surroundings;
  #observation: ArrayLike<number> = [];
  #session: Session | null = null;
  #writer: TakeWriter | null = null;
  #began = 0;
  #name = '';
  #device: Device = 'keyboard';
  /** An action that came before its take had begun. */
  #early: { readonly action: number; readonly device: Device } | null = null;
  /** Counts openings, so that an answer to an older one is dropped. */
  #opening = 0;
  /** The last opening, and the driver whom it is for. */
  #underWay: Promise<void> = Promise.resolve();
  #openingFor = '';

  constructor(client: RecordClient, around: Surroundings) {
    this.#client = client;
    this.#around = around;
  }

  /** Starts a session in an environment; one open or being opened there with the same driver goes on. */
  async open(environment: EnvironmentRow, name: string): Promise<void> {
    const same =
      this.environment?.id === environment.id && this.environment.updatedAt === environment.updatedAt;
    this.#name = name;
    // A take under way keeps its driver; the next one begins in a session with the new name.
    const undecided = this.phase === 'driving' || this.phase === 'ended' || this.phase === 'deciding';
    if (same && (undecided || (this.#openingFor === name && this.phase !== 'closed'))) return this.#underWay;
    if (!same) {
      this.takes = [];
      this.opened = null;
    }
    this.environment = environment;
    this.verdict = null;
    await this.#openSession();
  }

  /**
   * Takes an action. The first one that comes while a take is being decided begins the next take; after the end of an
   * undecided episode actions are ignored.
   */
  async press(action: number, device: Device): Promise<void> {
    if (this.phase === 'deciding' || this.phase === 'opening') {
      this.#early ??= { action, device };
      return;
    }
    if (this.phase === 'ready' && this.#session && this.#session.device !== device) {
      // A demonstration says what it was driven with: nothing is recorded yet, so the session is opened anew.
      this.#device = device;
      await this.#openSession();
    }
    if (this.phase !== 'ready' && this.phase !== 'driving') return;
    if (!this.world || action < 0 || action >= this.world.actions.length) return;
    this.lastAction = action;
    this.#advance([action], this.#around.now() - this.#began);
    this.path.push(this.#observation[0]);
  }

  /**
   * Starts driving a world that does not wait, with a device; what it does is kept as a demonstration of that device.
   *
   * @returns whether the world runs
   */
  async start(device: Device): Promise<boolean> {
    if (this.phase !== 'ready' || !this.simulation) return false;
    if (this.#session && this.#session.device !== device) {
      this.#device = device;
      await this.#openSession();
    }
    if (this.phase !== 'ready') return false;
    this.phase = 'driving';
    return true;
  }

  /** One step of a world that does not wait, taken at so many milliseconds of running time. */
  tick(action: ArrayLike<number>, time: number): void {
    const { simulation } = this;
    if (this.phase !== 'driving' || !simulation) return;
    this.action = action;
    try {
      this.#advance(action, time);
    } catch (thrown) {
      // The world left the range of numbers: what was recorded before is sound and can be kept.
      this.error = asLabError(thrown).toData();
      this.phase = 'ended';
      return;
    }
    const { x, y } = handleOf(simulation.scene());
    this.trail.push(x, y);
  }

  #advance(action: ArrayLike<number>, time: number): void {
    const simulator = this.opened?.environment;
    if (!simulator || !this.#writer) return;
    const observation = this.#observation;
    const result = simulator.step(action);
    this.#observation = result.observation;
    this.#writer.push({ observation, action, reward: result.reward, time, next: result.observation });
    this.steps++;
    this.total += result.reward;
    const cadence = turnCadence(this.#writer.times(paceWindow));
    this.rate = cadence.achievedRate;
    this.jitter = cadence.jitter;
    this.terminated = result.terminated;
    this.phase = result.terminated || result.truncated ? 'ended' : 'driving';
  }

  /** Accepts the take as it stands; the core re-simulates it first. Then the next take begins. */
  async keep(): Promise<void> {
    const writer = this.#writer;
    if ((this.phase !== 'driving' && this.phase !== 'ended') || !writer || this.steps === 0) return;
    const before = this.phase;
    await this.#decide(before, async () => {
      await writer.flushed();
      const times = writer.times(writer.length);
      const cadence = this.targetRate === null ? turnCadence(times) : tickCadence(times, this.targetRate);
      const kept = await this.#client.recording.keep({ id: writer.id, cadence, tags: [], notes: '' });
      const trail = [...this.trail];
      this.takes = [...this.takes, { demonstration: kept, states: [...this.path], trail }];
      this.verdict = keptVerdict(kept, this.maxSteps);
    });
  }

  /** Puts the take away, softly, and begins the next one. */
  async discard(): Promise<void> {
    const writer = this.#writer;
    if ((this.phase !== 'driving' && this.phase !== 'ended') || !writer) return;
    const { take, steps } = this;
    await this.#decide(this.phase, async () => {
      await this.#client.recording.discard({ id: writer.id });
      this.verdict = discardedVerdict(take, steps);
    });
  }

  /** Drives again: in place of this take, or, before its first step, in place of the last kept one. */
  async redo(): Promise<void> {
    if (this.phase === 'driving' || this.phase === 'ended') return this.discard();
    const last = this.takes.at(-1);
    if (this.phase !== 'ready' || !last) return;
    await this.#guard(async () => {
      await this.#client.demonstrations.remove({ ids: [last.demonstration.id] });
      this.takes = this.takes.filter((take) => take !== last);
      this.verdict = discardedVerdict(last.demonstration.take, last.demonstration.length);
    });
  }

  /** Takes a kept take of the strip away; it can be restored. */
  forget(id: string): void {
    this.takes = this.takes.filter((take) => take.demonstration.id !== id);
  }

  /** Puts a restored take back in its place. */
  remember(take: KeptTake): void {
    this.takes = [...this.takes, take].sort((a, b) => a.demonstration.take - b.demonstration.take);
  }

  /** The core answers again: send what waits, or open what could not be opened. */
  async reconnected(): Promise<void> {
    if (this.error?.code === 'BackendGone') this.error = null;
    this.#writer?.retry();
    if (this.environment && this.phase === 'closed') await this.#openSession();
  }

  dismissError(): void {
    this.error = null;
  }

  #openSession(): Promise<void> {
    this.#openingFor = this.#name;
    this.#underWay = this.#openAnew();
    return this.#underWay;
  }

  async #openAnew(): Promise<void> {
    const { environment } = this;
    if (!environment) return;
    const opening = ++this.#opening;
    this.phase = 'opening';
    this.error = null;
    this.#early = null;
    this.#session = null;
    await this.#guard(async () => {
      const empty = this.#writer && this.steps === 0 ? this.#writer.id : null;
      this.#writer = null;
      this.takeId = null;
      if (empty) await this.#client.recording.discard({ id: empty });
      const opened = await openEnvironment(environment.spec);
      const source = { kind: 'person' as const, name: this.#name, device: this.#device };
      const { sessionId } = await this.#client.recording.open({ environmentId: environment.id, source });
      if (opening !== this.#opening) return;
      this.#session = { id: sessionId, name: this.#name, device: this.#device };
      await this.#begin(opened, opening);
    });
    if (opening === this.#opening && this.phase === 'opening') this.phase = 'closed';
  }

  async #begin(opened: OpenedEnvironment, opening: number): Promise<void> {
    if (!this.#session) return;
    const begun = await this.#client.recording.begin({ sessionId: this.#session.id });
    if (opening !== this.#opening) return;
    const finite = opened.kind === 'finite';
    const shape = { id: begun.id, dtype: finite ? 'i32' : 'f32', gather: finite ? 0 : gathering } as const;
    const writer = new TakeWriter(shape, this.#wire(), () => {
      if (this.#writer !== writer) return;
      this.unsaved = writer.unsaved;
      this.saving = writer.status;
      if (writer.failure) this.error = writer.failure.toData();
    });
    this.#writer = writer;
    this.#observation = opened.environment.reset(begun.seed);
    this.path = opened.kind === 'finite' ? [this.#observation[0]] : [];
    const handle = opened.kind === 'continuous' ? handleOf(opened.environment.scene()) : null;
    this.trail = handle ? [handle.x, handle.y] : [];
    this.#began = this.#around.now();
    this.takeId = begun.id;
    this.take = begun.take;
    this.opened = opened;
    this.steps = 0;
    this.total = 0;
    this.lastAction = null;
    this.action = null;
    this.terminated = false;
    this.unsaved = 0;
    this.saving = 'saved';
    this.rate = 0;
    this.jitter = 0;
    this.phase = 'ready';
    const early = this.#early;
    this.#early = null;
    if (early) await this.press(early.action, early.device);
  }

  /** Runs a decision; when it fails the take stays as it was, to be decided again. */
  async #decide(before: Phase, decision: () => Promise<void>): Promise<void> {
    this.phase = 'deciding';
    const opening = this.#opening;
    const done = await this.#guard(decision);
    if (opening !== this.#opening) return;
    if (!done) {
      this.#early = null;
      this.phase = before;
      return;
    }
    this.#writer = null;
    if (this.#session?.name !== this.#name) return this.#openSession();
    this.phase = 'opening';
    const begun = await this.#guard(() => this.#begin(this.opened as OpenedEnvironment, opening));
    if (!begun && opening === this.#opening) this.phase = 'closed';
  }

  async #guard(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      this.error = null;
      return true;
    } catch (thrown) {
      this.error = asLabError(thrown).toData();
      return false;
    }
  }

  #wire() {
    const client = this.#client;
    return {
      append: (chunk: Parameters<typeof client.recording.append>[0]) => client.recording.append(chunk),
      committed: async (id: string) => (await client.demonstrations.get({ id })).length,
      sleep: this.#around.sleep,
    };
  }
}
