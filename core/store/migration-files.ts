/** The numbered SQL files of `migrations/`, checked against their journal. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LabError } from '../base/errors.ts';

/** One step of the schema. */
export interface Migration {
  /** The `user_version` of a file that has it; 1, 2, 3, … */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 (hex) of the SQL, line ends as LF. */
  readonly sha256: string;
}

interface Journal {
  readonly migrations: readonly {
    readonly version: number;
    readonly name: string;
    readonly sha256: string;
  }[];
}

/** SHA-256 (hex) of a migration's text; a checkout with CRLF line ends gives the same. */
export function migrationHash(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}

/** The `migrations` folder of the package that holds this file, run from source or bundled into `dist/`. */
export function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'migrations');
    if (existsSync(join(candidate, 'journal.json'))) return candidate;
    const parent = dirname(folder);
    if (parent === folder)
      throw new LabError('Internal', 'The migrations of the lab file are missing from this installation.', {
        remedy: 'Install the app again.',
      });
    folder = parent;
  }
}

/** Reads the journal and its files; a gap in the numbers or a changed file is a defect of the installation. */
export function readMigrations(folder: string): readonly Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'journal.json'), 'utf8')) as Journal;
  return journal.migrations.map(({ version, name, sha256 }, index) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    if (version !== index + 1 || migrationHash(sql) !== sha256)
      throw new LabError('Internal', `Migration ${name} is not the one in the journal.`, {
        where: name,
        remedy: 'Install the app again.',
      });
    return { version, name, sql, sha256 };
  });
}
