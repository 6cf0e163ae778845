import { LabError } from '../../base/errors.ts';
import { decodePolicy, loadPolicy, type Policy } from '../../forward/index.ts';
import { createFusedEngine, type Engine } from '../../networks/index.ts';
import type { LabReader, StoredPolicy } from '../../store/api.ts';
import { tabularPolicy } from './tabular.ts';

/** Policies kept ready to act. */
const kept = 8;

interface Shelved {
  readonly iteration: number;
  readonly policy: Promise<Policy>;
  /** Calls that act by it now. */
  users: number;
}

/**
 * Policies of runs, loaded when first asked for and again when their run has moved on; those used last are kept. One that
 * is not kept any more is given back when the last call that acts by it has ended.
 */
export class PolicyShelf {
  readonly #reader: LabReader;
  /** By run, the one used longest ago first. */
  readonly #shelved = new Map<string, Shelved>();
  #engine: Promise<Engine> | null = null;

  constructor(reader: LabReader) {
    this.#reader = reader;
  }

  /**
   * What `work` makes of the policy of a run as it stands now; the policy is good until then, and no longer.
   *
   * @throws LabError Conflict while the run has no policy
   */
  async use<T>(runId: string, work: (policy: Policy) => T | Promise<T>): Promise<T> {
    const shelved = this.#take(runId);
    shelved.users++;
    try {
      return await work(await shelved.policy);
    } finally {
      shelved.users--;
      if (this.#shelved.get(runId) !== shelved) giveBack(shelved);
    }
  }

  /** The policy of a run as it stands now, for the caller alone, who disposes of it. @throws LabError Conflict */
  async load(runId: string): Promise<Policy> {
    const artifact = this.#reader.policyArtifact(runId);
    if (artifact === null)
      throw new LabError('Conflict', 'This run has no policy yet.', {
        where: 'id',
        remedy: 'Wait for its first checkpoint, or until it has finished.',
      });
    return this.#read(artifact);
  }

  #take(runId: string): Shelved {
    const { iteration } = this.#reader.run(runId);
    const old = this.#shelved.get(runId);
    this.#shelved.delete(runId);
    if (old?.iteration === iteration) {
      this.#shelved.set(runId, old);
      return old;
    }
    if (old) giveBack(old);
    const fresh: Shelved = { iteration, policy: this.load(runId), users: 0 };
    this.#shelved.set(runId, fresh);
    // What cannot be loaded is tried again at the next call.
    fresh.policy.catch(() => {
      if (this.#shelved.get(runId) === fresh) this.#shelved.delete(runId);
    });
    for (const [oldest, shelved] of this.#shelved) {
      if (this.#shelved.size <= kept) break;
      this.#shelved.delete(oldest);
      giveBack(shelved);
    }
    return fresh;
  }

  async #read(artifact: StoredPolicy): Promise<Policy> {
    if (artifact.kind === 'tabular') return tabularPolicy(artifact);
    return loadPolicy(decodePolicy(artifact.body), await this.engine());
  }

  /** What everything here computes with; made when first needed. */
  engine(): Promise<Engine> {
    this.#engine ??= createFusedEngine();
    return this.#engine;
  }
}

/** Whoever acts by it last gives it back; nobody else may. */
function giveBack({ users, policy }: Shelved): void {
  if (users > 0) return;
  policy.then(
    (loaded) => loaded.dispose(),
    () => {},
  );
}
