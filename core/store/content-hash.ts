/** Content hashes: equal content has an equal hash on every platform, whatever the ids and times. */
import { createHash } from 'node:crypto';
import type { Episode } from '../environments/environment.ts';
import type { StepShape } from './api.ts';
import { bytesOf } from './bytes.ts';

/**
 * SHA-256 (hex) of an episode's content: a line of format, dtype, widths, length and seed, then the bytes of
 * observations [(T+1)*W], actions [T*V] and rewards [T], little-endian.
 */
export function contentHash(shape: StepShape, episode: Omit<Episode, 'terminated' | 'truncated'>): string {
  const { dtype, observationWidth, actionWidth } = shape;
  const { seed, observations, actions, rewards } = episode;
  return createHash('sha256')
    .update(`apprentice episode 1 ${dtype} ${observationWidth} ${actionWidth} ${rewards.length} ${seed}\n`)
    .update(bytesOf(observations))
    .update(bytesOf(actions))
    .update(bytesOf(rewards))
    .digest('hex');
}

/** SHA-256 (hex) of a dataset: its demonstrations' content hashes in order, a line each. */
export function datasetHash(contentHashes: readonly string[]): string {
  const hash = createHash('sha256').update('apprentice dataset 1\n');
  for (const content of contentHashes) hash.update(`${content}\n`);
  return hash.digest('hex');
}
