/** What is wrong with a lab file, as data. Nothing here changes the file. */
import type { Problem } from '../contract/index.ts';
import type { LabReader } from './api.ts';
import type { ReadDb } from './connection.ts';
import { contentHash, datasetHash } from './content-hash.ts';
import { shapeOf } from './demonstration-rows.ts';
import { storeError } from './errors.ts';
import { ledgerProblems } from './migrate.ts';
import type { Migration } from './migration-files.ts';
import type { Row } from './rows.ts';
import { chunkCount, chunkSteps } from './step-chunk.ts';

const problem = (kind: Problem['kind'], what: string, id: string | null): Problem => ({ kind, what, id });

function ofSqlite(db: ReadDb): Problem[] {
  const integrity = db.pragma('integrity_check(20)') as { integrity_check: string }[];
  const foreign = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  return [
    ...integrity
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => problem('integrity', row.integrity_check, null)),
    ...foreign.map((row) =>
      problem(
        'foreign-key',
        `A row of ${row.table} refers to a row of ${row.parent} that is not there.`,
        row.rowid === null ? null : String(row.rowid),
      ),
    ),
  ];
}

/** Chunks without a demonstration, gaps between chunks, chunks that do not add up to the length. */
function ofChunks(db: ReadDb): Problem[] {
  const orphans = db
    .prepare<[], string>(
      'SELECT DISTINCT demonstration_id FROM step_chunks WHERE demonstration_id NOT IN (SELECT id FROM demonstrations)',
    )
    .pluck();
  const heads = db.prepare<[], Row<'demonstrations'>>('SELECT * FROM demonstrations ORDER BY key');
  const chunks = db.prepare<[string], Row<'step_chunks'>>(
    'SELECT * FROM step_chunks WHERE demonstration_id = ? ORDER BY chunk',
  );
  const found = orphans
    .all()
    .map((id) => problem('orphan', 'Steps belong to a demonstration that is not there.', id));
  for (const head of heads.all()) {
    try {
      let steps = 0;
      let whole = true;
      for (const [index, { chunk, body }] of chunks.all(head.id).entries()) {
        whole &&= chunk === index && steps === index * chunkSteps;
        steps += chunkCount(shapeOf(head), body);
      }
      if (!whole || steps !== head.length)
        found.push(problem('orphan', `The file holds ${steps} of the ${head.length} steps.`, head.id));
    } catch (thrown) {
      found.push(problem('integrity', storeError(thrown).message, head.id));
    }
  }
  return found;
}

/** Content hashes of kept demonstrations, and the hashes and counts of datasets. */
function ofHashes(db: ReadDb, reader: LabReader): Problem[] {
  const kept = db.prepare<[], Row<'demonstrations'>>(
    "SELECT * FROM demonstrations WHERE status = 'kept' ORDER BY key",
  );
  const found: Problem[] = [];
  for (const row of kept.all()) {
    try {
      const episode = reader.episode(row.id);
      if (contentHash(episode, episode) !== row.content_hash)
        found.push(problem('integrity', 'The steps are not those the content hash was made of.', row.id));
    } catch (thrown) {
      found.push(problem('integrity', storeError(thrown).message, row.id));
    }
  }
  for (const dataset of [...reader.datasets({ deleted: 'no' }), ...reader.datasets({ deleted: 'only' })]) {
    const members = reader.datasetMembers(dataset.id).map((id) => reader.demonstration(id));
    const steps = members.reduce((sum, member) => sum + member.length, 0);
    if (members.length !== dataset.demonstrations || steps !== dataset.steps)
      found.push(problem('orphan', 'The dataset does not hold what it was made of.', dataset.id));
    if (datasetHash(members.map((member) => member.contentHash)) !== dataset.contentHash)
      found.push(
        problem('dataset-hash', 'The dataset’s hash is not that of its demonstrations.', dataset.id),
      );
  }
  return found;
}

/** Every problem of the file, but for the replay of its demonstrations (see `checkLab` of core/recording). */
export function findProblems(db: ReadDb, reader: LabReader, migrations: readonly Migration[]): Problem[] {
  return [
    ...ofSqlite(db),
    ...ledgerProblems(db, migrations).map((what) => problem('migration', what, null)),
    ...ofChunks(db),
    ...ofHashes(db, reader),
  ];
}
