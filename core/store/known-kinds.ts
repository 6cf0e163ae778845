import { LabError } from '../base/errors.ts';
import { algorithmIds } from '../contract/algorithms.ts';
import { environmentKinds } from '../environments/any.ts';
import type { ReadDb } from './connection.ts';

interface Named {
  readonly kind: string | null;
  readonly name: string;
}

/**
 * Throws `NewerLabFile` for a file with an environment of a kind, or a run of a method, that this app does not know. It
 * could not be built, shown or replayed, and a list that left it out would hide what the file holds.
 */
export function checkKnownKinds(db: ReadDb): void {
  const environments = db
    .prepare<[], Named>(
      `SELECT json_extract(spec, '$.kind') AS kind, name FROM environments WHERE json_valid(spec) ORDER BY key`,
    )
    .all();
  refuseUnknown(environments, environmentKinds, 'environment');
  const runs = db.prepare<[], Named>('SELECT algorithm AS kind, name FROM runs ORDER BY key').all();
  refuseUnknown(runs, algorithmIds, 'run');
}

function refuseUnknown(rows: readonly Named[], known: readonly string[], what: 'environment' | 'run'): void {
  const unknown = rows.find(({ kind }) => kind === null || !known.includes(kind));
  if (unknown === undefined) return;
  throw new LabError(
    'NewerLabFile',
    `The ${what} “${unknown.name}” is of a kind that this app does not know: ${unknown.kind}.`,
    {
      where: unknown.name,
      kept: 'The file was not changed, and nothing in it is lost.',
      remedy: 'Open it with a newer version of Apprentice.',
    },
  );
}
