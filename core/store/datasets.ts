import { LabError } from '../base/errors.ts';
import type { Dataset, Demonstration } from '../contract/index.ts';
import type { LabReader, LabWriter } from './api.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { datasetHash } from './content-hash.ts';
import { notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Row } from './rows.ts';

const toDataset = (row: Row<'datasets'>): Dataset => ({
  id: row.id,
  environmentId: row.environment_id,
  name: row.name,
  notes: row.notes,
  demonstrations: row.demonstrations,
  steps: row.steps,
  minLength: row.min_length,
  maxLength: row.max_length,
  contentHash: row.content_hash,
  createdAt: row.created_at,
});

/** Reading datasets. */
export function datasetReader(db: ReadDb): Pick<LabReader, 'datasets' | 'dataset' | 'datasetMembers'> {
  const byId = db.prepare<[string], Row<'datasets'>>('SELECT * FROM datasets WHERE id = ?');
  const alive = db.prepare<[], Row<'datasets'>>(
    'SELECT * FROM datasets WHERE deleted_at IS NULL ORDER BY key DESC',
  );
  const deleted = db.prepare<[], Row<'datasets'>>(
    'SELECT * FROM datasets WHERE deleted_at IS NOT NULL ORDER BY key DESC',
  );
  const members = db
    .prepare<[string], string>(
      'SELECT demonstration_id FROM dataset_members WHERE dataset_id = ? ORDER BY position',
    )
    .pluck();
  const dataset = (id: string) => {
    const row = byId.get(id);
    if (row === undefined) throw notFound('dataset', id);
    return toDataset(row);
  };
  return {
    datasets: (query) => (query.deleted === 'no' ? alive : deleted).all().map(toDataset),
    dataset,
    datasetMembers(id) {
      dataset(id);
      return members.all(id);
    },
  };
}

/** Throws unless the demonstrations can make a dataset. */
function checkMembers(members: readonly Demonstration[]): void {
  const refuse = (code: 'InvalidInput' | 'Conflict', index: number, message: string) =>
    new LabError(code, message, { where: `demonstrationIds[${index}]`, kept: 'No dataset was made.' });
  if (members.length === 0) throw refuse('InvalidInput', 0, 'A dataset needs at least one demonstration.');
  const seen = new Set<string>();
  for (const [index, member] of members.entries()) {
    if (seen.has(member.id)) throw refuse('InvalidInput', index, 'The demonstration is named twice.');
    seen.add(member.id);
    if (member.status !== 'kept')
      throw refuse('Conflict', index, 'A take that is still being recorded cannot be in a dataset.');
    if (member.environmentId !== members[0].environmentId)
      throw refuse('Conflict', index, 'All demonstrations of a dataset must be of one environment.');
  }
}

/** Writing datasets. */
export function datasetWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'dataset' | 'demonstration'>,
  now: () => number,
): Pick<LabWriter, 'createDataset' | 'renameDataset'> {
  const insert = db.prepare(
    `INSERT INTO datasets (id, environment_id, name, notes, demonstrations, steps, min_length, max_length,
       content_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertMember = db.prepare(
    'INSERT INTO dataset_members (dataset_id, position, demonstration_id) VALUES (?, ?, ?)',
  );
  const rename = db.prepare('UPDATE datasets SET name = ? WHERE id = ?');
  const create = db.transaction(
    ({ name, notes, demonstrationIds }: Parameters<LabWriter['createDataset']>[0]) => {
      const members = demonstrationIds.map((id) => reader.demonstration(id));
      checkMembers(members);
      const id = newId('set');
      const lengths = members.map((member) => member.length);
      insert.run(
        id,
        members[0].environmentId,
        name,
        notes,
        members.length,
        lengths.reduce((sum, length) => sum + length, 0),
        lengths.reduce((least, length) => Math.min(least, length)),
        lengths.reduce((most, length) => Math.max(most, length)),
        datasetHash(members.map((member) => member.contentHash)),
        now(),
      );
      for (const [position, member] of members.entries()) insertMember.run(id, position, member.id);
      return id;
    },
  );
  return {
    createDataset: (input) => reader.dataset(create(input)),
    renameDataset({ id, name }) {
      if (rename.run(name, id).changes === 0) throw notFound('dataset', id);
      return reader.dataset(id);
    },
  };
}
