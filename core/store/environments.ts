import { LabError } from '../base/errors.ts';
import type { EnvironmentRow } from '../contract/index.ts';
import type { EnvironmentSpec } from '../environments/any.ts';
import type { LabReader, LabWriter } from './api.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Row } from './rows.ts';

type Counted = Row<'environments'> & { readonly demonstrations: number };

const select = `SELECT e.*, (SELECT count(*) FROM demonstrations d WHERE d.environment_id = e.id
  AND d.status = 'kept' AND d.deleted_at IS NULL) AS demonstrations FROM environments e`;

const toEnvironment = (row: Counted): EnvironmentRow => ({
  id: row.id,
  name: row.name,
  notes: row.notes,
  spec: JSON.parse(row.spec) as EnvironmentSpec,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  demonstrations: row.demonstrations,
});

/** Reading environments. */
export function environmentReader(
  db: ReadDb,
): Pick<LabReader, 'environments' | 'environment' | 'environmentUpdatedAt'> {
  const byId = db.prepare<[string], Counted>(`${select} WHERE e.id = ?`);
  const updatedAt = db.prepare<[string], number>('SELECT updated_at FROM environments WHERE id = ?').pluck();
  const alive = db.prepare<[], Counted>(`${select} WHERE e.deleted_at IS NULL ORDER BY e.key`);
  const deleted = db.prepare<[], Counted>(`${select} WHERE e.deleted_at IS NOT NULL ORDER BY e.key`);
  return {
    environments: (query) => (query.deleted === 'no' ? alive : deleted).all().map(toEnvironment),
    environment(id) {
      const row = byId.get(id);
      if (row === undefined) throw notFound('environment', id);
      return toEnvironment(row);
    },
    environmentUpdatedAt(id) {
      const at = updatedAt.get(id);
      if (at === undefined) throw notFound('environment', id);
      return at;
    },
  };
}

/** Writing environments. */
export function environmentWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'environment'>,
  now: () => number,
): Pick<LabWriter, 'createEnvironment' | 'updateEnvironment'> {
  const insert = db.prepare(
    'INSERT INTO environments (id, name, notes, spec, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare(
    'UPDATE environments SET name = ?, notes = ?, spec = ?, updated_at = ? WHERE id = ?',
  );
  // Soft-deleted ones count too: they can be restored, and must still replay then.
  const referred = db.prepare<[string, string], { referred: number }>(
    `SELECT EXISTS (SELECT 1 FROM demonstrations WHERE environment_id = ?)
       OR EXISTS (SELECT 1 FROM runs WHERE environment_id = ?) AS referred`,
  );
  return {
    createEnvironment({ name, notes, spec }) {
      const id = newId('env');
      const at = now();
      insert.run(id, name, notes, JSON.stringify(spec), at, at);
      return reader.environment(id);
    },
    updateEnvironment({ id, name, notes, spec }) {
      const old = reader.environment(id);
      const text = JSON.stringify(spec ?? old.spec);
      if (text !== JSON.stringify(old.spec) && referred.get(id, id)?.referred === 1)
        throw new LabError(
          'Conflict',
          'Demonstrations or runs were made in this environment, so it is fixed.',
          {
            where: id,
            kept: 'The environment is as it was.',
            remedy: 'Save the changed world as a new environment.',
          },
        );
      // Always later than before: whoever keeps the built world goes by this time.
      const at = Math.max(now(), old.updatedAt + 1);
      update.run(name ?? old.name, notes ?? old.notes, text, at, id);
      return reader.environment(id);
    },
  };
}
