import type { ComparisonRequest, SavedComparison } from '../contract/index.ts';
import type { LabReader, LabWriter } from './api.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Row } from './rows.ts';

const toComparison = (row: Row<'comparisons'>): SavedComparison => ({
  id: row.id,
  name: row.name,
  request: JSON.parse(row.request) as ComparisonRequest,
  createdAt: row.created_at,
});

/** Reading saved comparisons. */
export function comparisonReader(db: ReadDb): Pick<LabReader, 'comparisons' | 'comparison'> {
  const byId = db.prepare<[string], Row<'comparisons'>>('SELECT * FROM comparisons WHERE id = ?');
  const alive = db.prepare<[], Row<'comparisons'>>(
    'SELECT * FROM comparisons WHERE deleted_at IS NULL ORDER BY key DESC',
  );
  const deleted = db.prepare<[], Row<'comparisons'>>(
    'SELECT * FROM comparisons WHERE deleted_at IS NOT NULL ORDER BY key DESC',
  );
  return {
    comparisons: (query) => (query.deleted === 'no' ? alive : deleted).all().map(toComparison),
    comparison(id) {
      const row = byId.get(id);
      if (row === undefined) throw notFound('comparison', id);
      return toComparison(row);
    },
  };
}

/** Writing saved comparisons. */
export function comparisonWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'comparison'>,
  now: () => number,
): Pick<LabWriter, 'saveComparison'> {
  const insert = db.prepare('INSERT INTO comparisons (id, name, request, created_at) VALUES (?, ?, ?, ?)');
  return {
    saveComparison({ name, request }) {
      const id = newId('cmp');
      insert.run(id, name, JSON.stringify(request), now());
      return reader.comparison(id);
    },
  };
}
