import type { Cadence, Demonstration, Source } from '../contract/index.ts';
import type { StepShape } from './api.ts';
import type { Row } from './rows.ts';

/** A demonstration with its session's source and its tags (a JSON array). */
export type DemonstrationRecord = Row<'demonstrations'> & { readonly source: string; readonly tags: string };

/** Selects {@link DemonstrationRecord}s; conditions speak of the demonstration as `d`. */
export const selectDemonstrations = `SELECT d.*, s.source,
  (SELECT json_group_array(tag) FROM (SELECT tag FROM demonstration_tags t WHERE t.demonstration_id = d.id ORDER BY tag))
    AS tags
  FROM demonstrations d JOIN sessions s ON s.id = d.session_id`;

/** A record as the contract's demonstration. */
export function toDemonstration(row: DemonstrationRecord): Demonstration {
  return {
    id: row.id,
    environmentId: row.environment_id,
    status: row.status as Demonstration['status'],
    source: JSON.parse(row.source) as Source,
    sessionId: row.session_id,
    take: row.take,
    seed: row.seed,
    length: row.length,
    return: row.return_sum,
    terminated: row.terminated === 1,
    truncated: row.truncated === 1,
    contentHash: row.content_hash,
    cadence: row.cadence === null ? null : (JSON.parse(row.cadence) as Cadence),
    tags: JSON.parse(row.tags) as string[],
    notes: row.notes,
    createdAt: row.created_at,
    trimmedFrom: row.trimmed_from,
  };
}

/** The shape of a record's steps. */
export function shapeOf(
  row: Pick<Row<'demonstrations'>, 'dtype' | 'observation_width' | 'action_width'>,
): StepShape {
  return {
    dtype: row.dtype as StepShape['dtype'],
    observationWidth: row.observation_width,
    actionWidth: row.action_width,
  };
}
