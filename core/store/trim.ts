import { LabError } from '../base/errors.ts';
import type { LabReader, LabWriter } from './api.ts';
import { bytesOf } from './bytes.ts';
import type { WriteDb } from './connection.ts';
import { contentHash } from './content-hash.ts';
import { newId } from './ids.ts';
import { chunkSteps, encodeChunk } from './step-chunk.ts';

/** Cutting demonstrations short. */
export function trimmer(
  db: WriteDb,
  reader: Pick<LabReader, 'demonstration' | 'episode'>,
  now: () => number,
): Pick<LabWriter, 'trimDemonstration'> {
  const copyRow = db.prepare(
    `INSERT INTO demonstrations (id, environment_id, session_id, source_kind, take, seed, status, dtype,
       observation_width, action_width, length, final_observation, return_sum, terminated, truncated, content_hash,
       cadence, notes, created_at, trimmed_from)
     SELECT ?, environment_id, session_id, source_kind, take, seed, 'kept', dtype, observation_width, action_width,
       ?, ?, ?, 0, 1, ?, ?, notes, ?, id FROM demonstrations WHERE id = ?`,
  );
  const copyTags = db.prepare(
    'INSERT INTO demonstration_tags SELECT ?, tag FROM demonstration_tags WHERE demonstration_id = ?',
  );
  const putChunk = db.prepare('INSERT INTO step_chunks (demonstration_id, chunk, body) VALUES (?, ?, ?)');
  const remove = db.prepare('UPDATE demonstrations SET deleted_at = ? WHERE id = ?');

  const trim = db.transaction(
    ({ id, length, cadence }: Parameters<LabWriter['trimDemonstration']>[0]): string => {
      const original = reader.demonstration(id);
      if (original.status !== 'kept')
        throw new LabError('Conflict', 'Only a kept demonstration can be trimmed.', {
          where: id,
          remedy: 'Keep the take first.',
        });
      if (length < 1 || length >= original.length)
        throw new LabError('InvalidInput', `Trimming keeps between 1 and ${original.length - 1} steps.`, {
          where: 'length',
          kept: 'The demonstration is as it was.',
        });
      const whole = reader.episode(id);
      const { observationWidth: w, actionWidth: v } = whole;
      const cut = {
        seed: whole.seed,
        observations: whole.observations.subarray(0, (length + 1) * w),
        actions: whole.actions.subarray(0, length * v),
        rewards: whole.rewards.subarray(0, length),
        times: whole.times.subarray(0, length),
      };
      const final = cut.observations.subarray(length * w);
      const sum = original.return === null ? null : cut.rewards.reduce((total, reward) => total + reward, 0);
      const newDemonstration = newId('dem');
      copyRow.run(
        newDemonstration,
        length,
        bytesOf(final),
        sum,
        contentHash(whole, cut),
        cadence === null ? null : JSON.stringify(cadence),
        now(),
        id,
      );
      copyTags.run(newDemonstration, id);
      for (let start = 0; start < length; start += chunkSteps)
        putChunk.run(
          newDemonstration,
          start / chunkSteps,
          encodeChunk(whole, cut, start, Math.min(length, start + chunkSteps)),
        );
      remove.run(now(), id);
      return newDemonstration;
    },
  );
  return { trimDemonstration: (input) => reader.demonstration(trim(input)) };
}
