import { LabError } from '../../base/errors.ts';
import { decodePolicy, loadPolicy, type Policy } from '../../forward/index.ts';
import { createFusedEngine, type Engine } from '../../networks/index.ts';
import type { LabReader, StoredPolicy } from '../../store/api.ts';
import { tabularPolicy } from './tabular.ts';

/** Policies kept ready to act. */
const kept = 8;

interface Loaded {
  readonly iteration: number;
  readonly policy: Policy;
}

/** Policies of runs, loaded when first asked for and again when their run has moved on; a few are kept. */
export class PolicyShelf {
  readonly #reader: LabReader;
  readonly #loaded = new Map<string, Loaded>();
  #engine: Promise<Engine> | null = null;

  constructor(reader: LabReader) {
    this.#reader = reader;
  }

  /** @throws LabError Conflict while the run has no policy */
  async policy(runId: string): Promise<Policy> {
    const { iteration } = this.#reader.run(runId);
    const old = this.#loaded.get(runId);
    if (old?.iteration === iteration) return old.policy;
    const artifact = this.#reader.policyArtifact(runId);
    if (artifact === null)
      throw new LabError('Conflict', 'This run has no policy yet.', {
        where: 'id',
        remedy: 'Wait for its first checkpoint, or until it has finished.',
      });
    const policy = await this.#load(artifact);
    this.#drop(runId);
    this.#loaded.set(runId, { iteration, policy });
    for (const oldest of this.#loaded.keys()) {
      if (this.#loaded.size <= kept) break;
      this.#drop(oldest);
    }
    return policy;
  }

  async #load(artifact: StoredPolicy): Promise<Policy> {
    if (artifact.kind === 'tabular') return tabularPolicy(artifact);
    return loadPolicy(decodePolicy(artifact.body), await this.engine());
  }

  /** What everything here computes with; made when first needed. */
  engine(): Promise<Engine> {
    this.#engine ??= createFusedEngine();
    return this.#engine;
  }

  #drop(runId: string): void {
    this.#loaded.get(runId)?.policy.dispose();
    this.#loaded.delete(runId);
  }
}
