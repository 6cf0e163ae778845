import { asLabError, LabError } from '../base/errors.ts';
import type { Problem } from '../contract/index.ts';
import type { LabReader } from '../store/api.ts';
import type { LabCheck } from './api.ts';
import { environmentCache } from './environment-cache.ts';
import { verifyEpisode } from './verify-episode.ts';

/** Demonstrations replayed before other work gets a turn. */
const batch = 50;

/**
 * Checks a whole lab: SQLite's integrity and foreign keys, migrations, orphaned rows, hashes, and a replay of every kept
 * demonstration from its seed and actions, soft-deleted ones too. Changes nothing; an abort throws `Cancelled`.
 */
export async function checkLab(reader: LabReader, signal?: AbortSignal): Promise<LabCheck> {
  const problems: Problem[] = reader.problems();
  const environments = environmentCache(reader);
  let demonstrationsReplayed = 0;
  for (const [index, id] of reader.everyDemonstration().entries()) {
    if (signal?.aborted === true) throw new LabError('Cancelled', 'The check was stopped.');
    if (index % batch === batch - 1) await new Promise((resume) => setImmediate(resume));
    try {
      const { status, environmentId, terminated } = reader.demonstration(id);
      if (status !== 'kept') continue;
      demonstrationsReplayed++;
      await environments.load(environmentId);
      const ended = verifyEpisode(environments.of(environmentId).environment, reader.episode(id));
      if (ended.terminated !== terminated)
        problems.push({ kind: 'replay', what: 'The replay ends otherwise than recorded.', id });
    } catch (thrown) {
      problems.push({ kind: 'replay', what: asLabError(thrown).message, id });
    }
  }
  return { demonstrationsReplayed, problems };
}
