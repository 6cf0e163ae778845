/** Brings a lab file to today's schema: all pending migrations in one transaction, after a copy of the file. */
import { existsSync, rmSync } from 'node:fs';
import { LabError } from '../base/errors.ts';
import { pragmaNumber, type WriteDb } from './connection.ts';
import { vacuumInto } from './copy.ts';
import { applicationId, newerLab } from './header.ts';
import type { Migration } from './migration-files.ts';

const ledger = `CREATE TABLE IF NOT EXISTS migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  applied_at REAL NOT NULL
) STRICT`;

/** Throws `NewerLabFile` for a file of a later version, `CorruptLabFile` when its migrations were others than ours. */
export function checkVersion(db: WriteDb, migrations: readonly Migration[]): number {
  const version = pragmaNumber(db, 'user_version');
  if (version > migrations.length) throw newerLab(version, migrations.length);
  for (const problem of ledgerProblems(db, migrations))
    throw new LabError('CorruptLabFile', problem, {
      kept: 'The file was not changed.',
      remedy: 'Restore a copy of the lab file.',
    });
  return version;
}

/** What is wrong with the list of applied migrations, in sentences. */
export function ledgerProblems(
  db: WriteDb | Parameters<typeof pragmaNumber>[0],
  migrations: readonly Migration[],
) {
  const version = pragmaNumber(db, 'user_version');
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get() !== undefined;
  const applied = exists
    ? (db.prepare('SELECT version, sha256 FROM migrations ORDER BY version').all() as {
        version: number;
        sha256: string;
      }[])
    : [];
  const problems: string[] = [];
  if (applied.length !== version)
    problems.push(`The file says version ${version} but lists ${applied.length} applied migrations.`);
  for (const row of applied)
    if (row.sha256 !== migrations[row.version - 1]?.sha256)
      problems.push(`Migration ${row.version} was applied from another text than this app's.`);
  return problems;
}

/**
 * Applies what is missing. A file that holds data is copied first, to `<path>.before-v<version>` (a number is added
 * when that exists); the copy's path is returned, null when nothing had to be copied. On failure the file is as before.
 */
export function migrate(
  db: WriteDb,
  path: string,
  migrations: readonly Migration[],
  now: number,
): string | null {
  const version = checkVersion(db, migrations);
  if (version === migrations.length) return null;
  const copy = version === 0 ? null : copyBefore(db, path, migrations.length);
  // Foreign keys are checked at the end, so that a migration may rebuild a table.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      db.exec(ledger);
      const record = db.prepare(
        'INSERT INTO migrations (version, name, sha256, applied_at) VALUES (?, ?, ?, ?)',
      );
      for (const migration of migrations.slice(version)) {
        db.exec(migration.sql);
        record.run(migration.version, migration.name, migration.sha256, now);
      }
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new LabError('CorruptLabFile', 'Rows of the lab file refer to rows that are not there.', {
          kept: 'The file was not changed.',
          remedy: 'Restore a copy of the lab file.',
        });
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${migrations.length}`);
    })();
  } catch (thrown) {
    // Rolled back: the file is as it was, and its copy would only be in the way.
    if (copy !== null) rmSync(copy, { force: true });
    throw thrown;
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return copy;
}

function copyBefore(db: WriteDb, path: string, target: number): string {
  const base = `${path}.before-v${target}`;
  let copy = base;
  for (let n = 2; existsSync(copy); n++) copy = `${base}-${n}`;
  vacuumInto(db, copy);
  return copy;
}
