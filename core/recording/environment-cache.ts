import { createEnvironment } from '../environments/index.ts';
import type { LabReader } from '../store/api.ts';

type Made = ReturnType<typeof createEnvironment>;

/** Worlds cost milliseconds to build; a session plays one of them again and again. */
const kept = 4;

/**
 * Environments of a lab by id, built when first asked for. An edited environment is built anew. The simulators are
 * shared: each caller resets before it steps, and nobody keeps one across an `await`.
 */
export function environmentCache(
  reader: Pick<LabReader, 'environment' | 'environmentUpdatedAt'>,
): (id: string) => Made {
  const made = new Map<string, { updatedAt: number; value: Made }>();
  return (id) => {
    const updatedAt = reader.environmentUpdatedAt(id);
    const old = made.get(id);
    const entry =
      old !== undefined && old.updatedAt === updatedAt
        ? old
        : { updatedAt, value: createEnvironment(reader.environment(id).spec) };
    // Re-inserting keeps the most recently used last.
    made.delete(id);
    made.set(id, entry);
    for (const oldest of made.keys()) {
      if (made.size <= kept) break;
      made.delete(oldest);
    }
    return entry.value;
  };
}
