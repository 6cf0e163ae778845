/**
 * Recording by hand, as a state machine: a session of takes in one environment. The page steps the simulator; every
 * step goes to the core at once; a kept take is followed by the next one without a question.
 */
import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import type {
  Demonstration,
  FiniteEnvironmentRow,
  LabClient,
  Source,
} from '../../../../core/contract/index.ts';
import { createEnvironment, type FiniteEnvironment } from '../../../../core/environments/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';
import { turnCadence } from './cadence.ts';
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
  readonly states: readonly number[];
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

export class RecordController {
  phase = $state<Phase>('closed');
  environment = $state.raw<FiniteEnvironmentRow | null>(null);
  world = $state.raw<FiniteWorld | null>(null);
  /** Number of the current take, from 0. */
  take = $state(0);
  takeId = $state<string | null>(null);
  /** Steps of the current take. */
  steps = $state(0);
  /** States of the current take, one more than steps; grows in place, so follow `steps`. */
  path = $state.raw<number[]>([]);
  total = $state(0);
  lastAction = $state<number | null>(null);
  terminated = $state(false);
  unsaved = $state(0);
  saving = $state<TakeStatus>('saved');
  rate = $state(0);
  jitter = $state(0);
  takes = $state.raw<readonly KeptTake[]>([]);
  verdict = $state.raw<Verdict | null>(null);
  error = $state.raw<LabErrorData | null>(null);

  readonly state: number = $derived(this.path[this.steps] ?? -1);

  #client: RecordClient;
  #around: Surroundings;
  #simulator: FiniteEnvironment | null = null;
  #session: Session | null = null;
  #writer: TakeWriter | null = null;
  #began = 0;
  #name = '';
  #device: Device = 'keyboard';
  /** An action that came before its take had begun. */
  #early: { readonly action: number; readonly device: Device } | null = null;
  /** Counts openings, so that an answer to an older one is dropped. */
  #opening = 0;

  constructor(client: RecordClient, around: Surroundings) {
    this.#client = client;
    this.#around = around;
  }

  /** Starts a session in an environment; one already open there with the same driver goes on. */
  async open(environment: FiniteEnvironmentRow, name: string): Promise<void> {
    const same =
      this.environment?.id === environment.id && this.environment.updatedAt === environment.updatedAt;
    this.#name = name;
    // A take under way keeps its driver; the next one begins in a session with the new name.
    const undecided = this.phase === 'driving' || this.phase === 'ended' || this.phase === 'deciding';
    if (same && (undecided || (this.#session?.name === name && this.phase !== 'closed'))) return;
    if (!same) this.takes = [];
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
    if (!this.#simulator || !this.#writer || action < 0 || action >= (this.world?.actions.length ?? 0))
      return;
    const state = this.path[this.steps];
    const result = this.#simulator.step([action]);
    const next = result.observation[0];
    const time = this.#around.now() - this.#began;
    this.path.push(next);
    this.steps++;
    this.total += result.reward;
    this.lastAction = action;
    this.#writer.push({ state, action, reward: result.reward, time, next });
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
      const cadence = turnCadence(writer.times(writer.length));
      const kept = await this.#client.recording.keep({ id: writer.id, cadence, tags: [], notes: '' });
      this.takes = [...this.takes, { demonstration: kept, states: [...this.path] }];
      this.verdict = keptVerdict(kept, this.world?.maxSteps ?? 0);
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

  async #openSession(): Promise<void> {
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
      const made = createEnvironment(environment.spec);
      const source = { kind: 'person' as const, name: this.#name, device: this.#device };
      const { sessionId } = await this.#client.recording.open({ environmentId: environment.id, source });
      if (opening !== this.#opening) return;
      this.#simulator = made.environment;
      this.#session = { id: sessionId, name: this.#name, device: this.#device };
      await this.#begin(made.world, opening);
    });
    if (opening === this.#opening && this.phase === 'opening') this.phase = 'closed';
  }

  async #begin(world: FiniteWorld, opening: number): Promise<void> {
    if (!this.#session || !this.#simulator) return;
    const begun = await this.#client.recording.begin({ sessionId: this.#session.id });
    if (opening !== this.#opening) return;
    const writer = new TakeWriter(begun.id, this.#wire(), () => {
      if (this.#writer !== writer) return;
      this.unsaved = writer.unsaved;
      this.saving = writer.status;
      if (writer.failure) this.error = writer.failure.toData();
    });
    this.#writer = writer;
    this.path = [this.#simulator.reset(begun.seed)[0]];
    this.#began = this.#around.now();
    this.takeId = begun.id;
    this.take = begun.take;
    this.world = world;
    this.steps = 0;
    this.total = 0;
    this.lastAction = null;
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
    const begun = await this.#guard(() => this.#begin(this.world as FiniteWorld, opening));
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
