import { LabError } from '../base/errors.ts';
import { environmentKinds } from '../environments/any.ts';
import type { ReadDb } from './connection.ts';

/**
 * Throws `NewerLabFile` for a file with an environment of a kind that this app does not know. Its world could not be
 * built, shown or replayed, and a list that left it out would hide what the file holds.
 */
export function checkEnvironmentKinds(db: ReadDb): void {
  const named = db
    .prepare<[], { kind: string | null; name: string }>(
      `SELECT json_extract(spec, '$.kind') AS kind, name FROM environments WHERE json_valid(spec) ORDER BY key`,
    )
    .all();
  const unknown = named.find(({ kind }) => kind === null || !environmentKinds.includes(kind));
  if (unknown === undefined) return;
  throw new LabError(
    'NewerLabFile',
    `The environment “${unknown.name}” is of a kind that this app does not know: ${unknown.kind}.`,
    {
      where: unknown.name,
      kept: 'The file was not changed, and nothing in it is lost.',
      remedy: 'Open it with a newer version of Apprentice.',
    },
  );
}
