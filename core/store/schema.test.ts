import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import type { DemonstrationFilter } from '../contract/index.ts';
import type { DemonstrationOrder } from './api.ts';
import { listQuery } from './demonstration-list.ts';
import { migrationHash, migrationsFolder, readMigrations } from './migration-files.ts';
import { tables } from './rows.ts';

const db = new Database(':memory:');
beforeAll(() => {
  for (const migration of readMigrations(migrationsFolder())) db.exec(migration.sql);
});

test('the journal holds the hash of every migration', () => {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), 'journal.json'), 'utf8'));
  for (const { name, sha256 } of journal.migrations)
    expect(`${name} ${migrationHash(readFileSync(join(migrationsFolder(), name), 'utf8'))}`).toBe(
      `${name} ${sha256}`,
    );
});

test('the row types are the columns of the migrated file', () => {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all();
  expect(names).toEqual(Object.keys(tables).toSorted());
  for (const [table, expected] of Object.entries(tables)) {
    const columns = db.pragma(`table_info(${table})`) as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[];
    const actual = columns.map(({ name, type, notnull, pk }) => [name, notnull || pk ? type : `${type}?`]);
    expect(Object.fromEntries(actual)).toEqual(expected);
  }
});

test('values outside their domain are refused by the schema itself', () => {
  const insert = (status: string) => () =>
    db.exec(`INSERT INTO runs (id, name, status, algorithm, environment_id, spec, engine, versions, iteration,
      created_at) VALUES ('r', 'n', '${status}', 'a', 'e', '{}', 'x', '{}', 0, 0)`);
  db.pragma('foreign_keys = OFF');
  expect(insert('sleeping')).toThrow('CHECK');
  expect(insert('queued')).not.toThrow();
  db.pragma('foreign_keys = ON');
  expect(() =>
    db.exec("INSERT INTO step_chunks (demonstration_id, chunk, body) VALUES ('d', 0, x'00')"),
  ).toThrow('FOREIGN KEY');
});

const plan = (sql: string, values: readonly (string | number)[]) =>
  (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map((row) => row.detail);

const listPlan = (filter: Partial<DemonstrationFilter>, order: DemonstrationOrder) => {
  const { page, totals, values } = listQuery({ deleted: 'no', ...filter }, order);
  return { page: plan(page, [...values, 10, 0]), totals: plan(totals, values) };
};

test.each([
  ['newest', {}, 'demonstrations_newest'],
  ['oldest', {}, 'demonstrations_newest'],
  ['longest', {}, 'demonstrations_longest'],
  ['shortest', {}, 'demonstrations_longest'],
  ['best', {}, 'demonstrations_best'],
  ['newest', { environmentId: 'e' }, 'demonstrations_of_environment'],
  ['newest', { deleted: 'only' }, 'demonstrations_deleted'],
] as const)('the list by %s with %o runs along an index, without sorting', (order, filter, index) => {
  const { page, totals } = listPlan(filter, order);
  expect(page[0]).toContain(`USING INDEX ${index}`);
  expect(page.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  expect(totals.join()).toContain('USING INDEX demonstrations_');
});

test.each([{ datasetId: 'd' }, { tag: 't' }] as const)(
  'the list with %o never scans members or tags',
  (filter) => {
    const { page } = listPlan(filter, 'newest');
    expect(page.filter((line) => /SCAN (dataset_members|demonstration_tags)/.test(line))).toEqual([]);
  },
);

test.each([
  [
    "SELECT * FROM demonstrations d WHERE d.status = 'recording' AND d.deleted_at IS NULL ORDER BY d.key",
    'demonstrations_unfinished',
  ],
  ["SELECT * FROM runs WHERE status = 'queued' AND deleted_at IS NULL ORDER BY key", 'runs_by_status'],
  ['SELECT * FROM runs WHERE deleted_at IS NULL ORDER BY created_at DESC, key DESC', 'runs_newest'],
  [
    'SELECT body FROM step_chunks WHERE demonstration_id = 1 AND chunk BETWEEN 0 AND 3 ORDER BY chunk',
    'sqlite_autoindex_step_chunks_1',
  ],
])('%s uses %s', (sql, index) => {
  const lines = plan(sql, []);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(index);
});
