import { loadSimulators, type OpenedEnvironment, openLoadedEnvironment } from '../environments/index.ts';
import type { LabReader } from '../store/api.ts';

/** Worlds cost milliseconds to build; a session plays one of them again and again. */
const kept = 4;

/** Environments of a lab by id. */
export interface EnvironmentCache {
  /** Loads what the environment's simulator needs; to be awaited before the first `of`. */
  load(id: string): Promise<void>;
  /**
   * The environment, built when first asked for; an edited one is built anew. The simulators are shared: each caller
   * resets before it steps, and nobody keeps one across an `await`.
   */
  of(id: string): OpenedEnvironment;
}

export function environmentCache(
  reader: Pick<LabReader, 'environment' | 'environmentUpdatedAt'>,
): EnvironmentCache {
  const made = new Map<string, { updatedAt: number; value: OpenedEnvironment }>();
  const of = (id: string): OpenedEnvironment => {
    const updatedAt = reader.environmentUpdatedAt(id);
    const old = made.get(id);
    const entry =
      old !== undefined && old.updatedAt === updatedAt
        ? old
        : { updatedAt, value: openLoadedEnvironment(reader.environment(id).spec) };
    // Re-inserting keeps the most recently used last.
    made.delete(id);
    made.set(id, entry);
    for (const oldest of made.keys()) {
      if (made.size <= kept) break;
      made.delete(oldest);
    }
    return entry.value;
  };
  return { of, load: (id) => loadSimulators(reader.environment(id).spec) };
}
