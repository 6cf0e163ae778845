/** The list of demonstrations: filters, orders, pages. Every common query runs along an index (see the test). */
import type { DemonstrationFilter } from '../contract/index.ts';
import type { DemonstrationOrder, LabReader } from './api.ts';
import type { ReadDb } from './connection.ts';
import { type DemonstrationRecord, selectDemonstrations, toDemonstration } from './demonstration-rows.ts';

// Equal values fall back on the order of creation, so that pages never overlap.
const orders: Record<DemonstrationOrder, string> = {
  newest: 'd.created_at DESC, d.key DESC',
  oldest: 'd.created_at, d.key',
  longest: 'd.length DESC, d.created_at DESC, d.key DESC',
  shortest: 'd.length, d.created_at, d.key',
  best: 'd.return_sum DESC, d.created_at DESC, d.key DESC',
  // Unknown returns come last in both directions.
  worst: 'd.return_sum IS NULL, d.return_sum, d.created_at, d.key',
};

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const likePattern = (text: string) => `%${text.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;

/** The conditions of a filter, in the order of its fields. */
function conditions(filter: DemonstrationFilter): Condition[] {
  const found: Condition[] = [
    {
      sql: `d.status = 'kept' AND d.deleted_at IS ${filter.deleted === 'only' ? 'NOT NULL' : 'NULL'}`,
      values: [],
    },
  ];
  const add = (sql: string, ...values: (string | number)[]) => found.push({ sql, values });
  if (filter.environmentId !== undefined) add('d.environment_id = ?', filter.environmentId);
  if (filter.datasetId !== undefined)
    add('d.id IN (SELECT demonstration_id FROM dataset_members WHERE dataset_id = ?)', filter.datasetId);
  if (filter.sourceKind !== undefined) add('d.source_kind = ?', filter.sourceKind);
  if (filter.tag !== undefined)
    add('d.id IN (SELECT demonstration_id FROM demonstration_tags WHERE tag = ?)', filter.tag);
  if (filter.minLength !== undefined) add('d.length >= ?', filter.minLength);
  if (filter.maxLength !== undefined) add('d.length <= ?', filter.maxLength);
  if (filter.minReturn !== undefined) add('d.return_sum >= ?', filter.minReturn);
  if (filter.maxReturn !== undefined) add('d.return_sum <= ?', filter.maxReturn);
  if (filter.text !== undefined && filter.text !== '') {
    const pattern = likePattern(filter.text);
    add(
      `(d.notes LIKE ? ESCAPE '\\' OR d.id LIKE ? ESCAPE '\\' OR EXISTS (
         SELECT 1 FROM demonstration_tags t WHERE t.demonstration_id = d.id AND t.tag LIKE ? ESCAPE '\\'))`,
      pattern,
      pattern,
      pattern,
    );
  }
  return found;
}

/** The SQL of a page (its keys alone: sorting whole rows would be slow) and of the totals, with their values. */
export function listQuery(filter: DemonstrationFilter, order: DemonstrationOrder) {
  const found = conditions(filter);
  const where = found.map((condition) => condition.sql).join(' AND ');
  return {
    page: `SELECT d.key FROM demonstrations d WHERE ${where} ORDER BY ${orders[order]} LIMIT ? OFFSET ?`,
    totals: `SELECT count(*) AS total, coalesce(sum(d.length), 0) AS steps FROM demonstrations d WHERE ${where}`,
    values: found.flatMap((condition) => condition.values),
  };
}

/** Reading lists of demonstrations. */
export function demonstrationLister(db: ReadDb): Pick<LabReader, 'demonstrations' | 'unfinished'> {
  const byKey = db.prepare<[number], DemonstrationRecord>(`${selectDemonstrations} WHERE d.key = ?`);
  const unfinished = db.prepare<[], DemonstrationRecord>(
    `${selectDemonstrations} WHERE d.status = 'recording' AND d.deleted_at IS NULL ORDER BY d.key`,
  );
  return {
    demonstrations({ filter, order, offset, limit }) {
      const { page, totals, values } = listQuery(filter, order);
      const { total, steps } = db
        .prepare<(string | number)[], { total: number; steps: number }>(totals)
        .get(...values)!;
      const keys = db.prepare<(string | number)[], number>(page).pluck();
      const rows = keys.all(...values, limit, offset).map((key) => toDemonstration(byKey.get(key)!));
      return { total, steps, rows };
    },
    unfinished: () => unfinished.all().map(toDemonstration),
  };
}
