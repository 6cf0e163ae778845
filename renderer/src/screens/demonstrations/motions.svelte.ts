/** Demonstrations of continuous worlds, simulated again one by one in the background: thumbnails and measures. */

import type { EnvironmentRow } from '../../../../core/contract/environments.ts';
import type { Demonstration, LabClient } from '../../../../core/contract/index.ts';
import { readReplay } from '../../world/scene/replay.ts';
import { type Motion, motionOf } from './motion-quality.ts';

/** More are not replayed for a list: filters narrow it. */
const most = 2_000;
/** New motions are shown together, so that a long list is not drawn anew for each. */
const batch = 12;

export class Motions {
  /** By id, as they come in. */
  known = $state.raw<ReadonlyMap<string, Motion>>(new Map());
  /** Ids that could not be replayed: imported without a seed, or of a world that has changed. */
  failed = $state.raw<ReadonlySet<string>>(new Set());
  #client: Pick<LabClient['demonstrations'], 'steps'>;
  #environment: (id: string) => EnvironmentRow | null;
  #reading = 0;

  constructor(
    client: Pick<LabClient['demonstrations'], 'steps'>,
    environment: (id: string) => EnvironmentRow | null,
  ) {
    this.#client = client;
    this.#environment = environment;
  }

  /** Replays what is not known yet, in the order given. A newer call takes over. */
  async read(rows: readonly Demonstration[]): Promise<void> {
    const reading = ++this.#reading;
    const missing = rows.slice(0, most).filter((row) => !this.known.has(row.id) && !this.failed.has(row.id));
    for (let i = 0; i < missing.length; i += batch) {
      const found = new Map<string, Motion>();
      const failed: string[] = [];
      for (const row of missing.slice(i, i + batch)) {
        const environment = this.#environment(row.environmentId);
        if (!environment) continue;
        try {
          found.set(row.id, motionOf(await readReplay(this.#client, environment, row)));
        } catch {
          failed.push(row.id);
        }
        if (reading !== this.#reading) return;
      }
      if (found.size > 0) this.known = new Map([...this.known, ...found]);
      if (failed.length > 0) this.failed = new Set([...this.failed, ...failed]);
    }
  }
}
