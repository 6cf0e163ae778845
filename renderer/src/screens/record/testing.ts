/** A core for tests: keeps takes in memory, re-simulates them, and can lose answers or connections on demand. */
import { LabError } from '../../../../core/base/errors.ts';
import type { Demonstration, FiniteEnvironmentRow } from '../../../../core/contract/index.ts';
import { createEnvironment, episodeSeed, replayEpisode } from '../../../../core/environments/index.ts';
import { examples } from '../../../../core/mdp/index.ts';
import type { RecordClient } from './record-controller.svelte.ts';

interface StoredTake {
  readonly id: string;
  readonly take: number;
  readonly seed: number;
  observations: number[];
  actions: number[];
  rewards: number[];
  status: 'recording' | 'kept' | 'discarded';
}

/** What happens to the next append: `lost answer` commits it first, `gone` does not. */
export type Accident = 'lost answer' | 'gone' | null;

export const meadow: FiniteEnvironmentRow = {
  id: 'env_0000000000000001',
  name: 'Windy meadow',
  notes: '',
  spec: examples[0].spec,
  createdAt: 0,
  updatedAt: 0,
  demonstrations: 0,
};

export class FakeCore {
  readonly takes: StoredTake[] = [];
  readonly sessions: { device: string; name: string }[] = [];
  appends = 0;
  inFlight = 0;
  mostInFlight = 0;
  accidents: Accident[] = [];
  down = false;
  /** When true, answers wait until {@link release}. */
  holding = false;
  #held: (() => void)[] = [];
  readonly sessionSeed = 7;

  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  readonly client = {
    recording: {
      open: async ({ source }: { source: { name: string; device: string } }) => {
        this.#answer();
        this.sessions.push({ device: source.device, name: source.name });
        return { sessionId: `ses_${this.sessions.length}`, seed: this.sessionSeed };
      },
      begin: async () => {
        this.#answer();
        const take = this.takes.length;
        const made: StoredTake = {
          id: `demo_${take}`,
          take,
          seed: episodeSeed(this.sessionSeed, take),
          observations: [],
          actions: [],
          rewards: [],
          status: 'recording',
        };
        this.takes.push(made);
        return { id: made.id, take, seed: made.seed };
      },
      append: async (chunk: {
        id: string;
        from: number;
        observations: ArrayLike<number>;
        actions: ArrayLike<number>;
        rewards: ArrayLike<number>;
        finalObservation: ArrayLike<number>;
      }) => {
        this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
        try {
          if (this.holding) await new Promise<void>((go) => this.#held.push(go));
          this.#answer();
          const accident = this.accidents.shift() ?? null;
          if (accident === 'gone') throw new LabError('BackendGone', 'gone');
          const take = this.#take(chunk.id);
          if (chunk.from !== take.actions.length) throw new LabError('Conflict', 'not the next step');
          this.appends++;
          take.observations.splice(
            chunk.from,
            1,
            ...Array.from(chunk.observations),
            chunk.finalObservation[0],
          );
          take.actions.push(...Array.from(chunk.actions));
          take.rewards.push(...Array.from(chunk.rewards));
          if (accident === 'lost answer') throw new LabError('BackendGone', 'gone');
          return { committed: take.actions.length };
        } finally {
          this.inFlight--;
        }
      },
      keep: async ({ id }: { id: string }) => {
        this.#answer();
        const take = this.#take(id);
        const { environment } = createEnvironment(meadow.spec);
        const episode = replayEpisode(environment, take.seed, Int32Array.from(take.actions));
        if (Array.from(episode.observations).join() !== take.observations.join())
          throw new LabError('ReplayMismatch', 'differs');
        take.status = 'kept';
        return this.row(take, episode.terminated, episode.truncated);
      },
      discard: async ({ id }: { id: string }) => {
        this.#answer();
        this.#take(id).status = 'discarded';
        return {};
      },
    },
    demonstrations: {
      get: async ({ id }: { id: string }) => {
        this.#answer();
        return this.row(this.#take(id), false, false);
      },
      remove: async ({ ids }: { ids: string[] }) => {
        this.#answer();
        for (const id of ids) this.#take(id).status = 'discarded';
        return {};
      },
      restore: async () => ({}),
    },
  } as unknown as RecordClient;

  row(take: StoredTake, terminated: boolean, truncated: boolean): Demonstration {
    return {
      id: take.id,
      environmentId: meadow.id,
      status: take.status === 'kept' ? 'kept' : 'recording',
      source: { kind: 'person', name: '', device: 'keyboard' },
      sessionId: 'ses_1',
      take: take.take,
      seed: take.seed,
      length: take.actions.length,
      return: take.rewards.reduce((sum, reward) => sum + reward, 0),
      terminated,
      truncated,
      contentHash: '',
      cadence: null,
      tags: [],
      notes: '',
      createdAt: 0,
      trimmedFrom: null,
    };
  }

  #take(id: string): StoredTake {
    const take = this.takes.find((other) => other.id === id);
    if (!take) throw new LabError('NotFound', 'no such take');
    return take;
  }

  #answer(): void {
    if (this.down) throw new LabError('BackendGone', 'gone');
  }
}
