/** Opening and creating lab files. */
import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LabError } from '../base/errors.ts';
import type { Lab, OpenLabOptions } from './api.ts';
import { connect, type WriteDb } from './connection.ts';
import { copyLab } from './copy.ts';
import { guarded, inUse, readOnly, storeError } from './errors.ts';
import { inspectLabFile } from './header.ts';
import { newId } from './ids.ts';
import { checkKnownKinds } from './known-kinds.ts';
import { migrate } from './migrate.ts';
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts';
import { createWriter } from './writer.ts';

/** Lab files this process has open. SQLite's POSIX locks do not keep a process from itself safely. */
const openHere = new Set<string>();

/**
 * Opens a lab file for reading and writing, and keeps it to this process until closed.
 *
 * Throws `NotFound` (no such file), `Conflict` (create, but it exists), `NotALabFile`, `NewerLabFile`, `LabFileInUse`,
 * `ReadOnlyLabFile`, `CorruptLabFile` or `DiskFull`; none of these leaves a trace in the file.
 */
export function openLab(options: OpenLabOptions): Lab {
  return openLabWith(options, readMigrations(migrationsFolder()));
}

/** {@link openLab} with a given schema history; tests open files of versions to come. */
export function openLabWith(options: OpenLabOptions, migrations: readonly Migration[]): Lab {
  try {
    return open(options, migrations);
  } catch (thrown) {
    throw storeError(thrown);
  }
}

function open(options: OpenLabOptions, migrations: readonly Migration[]): Lab {
  const path = realPath(options.path);
  const exists = existsSync(path);
  if (exists && options.mode === 'create')
    throw new LabError('Conflict', 'There is a file of that name already.', {
      where: path,
      kept: 'The file was not touched.',
      remedy: 'Choose another name, or open the file.',
    });
  if (!exists && options.mode === 'open')
    throw new LabError('NotFound', 'There is no such lab file.', { where: path });
  if (openHere.has(path)) throw inUse(path, undefined);
  if (!exists) createFile(path, migrations, options.now());
  inspectLabFile(path, migrations.length);
  const db = connect(path);
  try {
    migrate(db, path, migrations, options.now());
    quickCheck(db);
    checkKnownKinds(db);
    openHere.add(path);
    const writer = guarded(createWriter({ db, path, now: options.now, migrations }));
    const { copyTo } = guarded({ copyTo: (target: string) => copyLab(db, path, target) });
    return { reader: writer, writer, copyTo, close: () => close(db, path) };
  } catch (thrown) {
    db.close();
    openHere.delete(path);
    throw thrown;
  }
}

function close(db: WriteDb, path: string): void {
  // better-sqlite3 allows closing twice; the path may belong to a newer opening by then.
  if (!(db as unknown as { open: boolean }).open) return;
  db.close();
  openHere.delete(path);
}

/** The path with links resolved, so that two names of one file are one. The file itself may be missing. */
function realPath(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  const folder = dirname(full);
  if (!existsSync(folder))
    throw new LabError('NotFound', 'The folder for the lab file does not exist.', { where: folder });
  return join(realpathSync(folder), basename(full));
}

/** Makes the file beside its place and moves it there, so that a crash never leaves half a lab file. */
function createFile(path: string, migrations: readonly Migration[], now: number): void {
  const draft = `${path}.${newId('env').slice(4)}.new`;
  try {
    const db = connect(draft);
    try {
      migrate(db, draft, migrations, now);
      db.prepare('INSERT INTO lab (key, created_at, sample) VALUES (1, ?, 0)').run(now);
    } finally {
      db.close();
    }
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (thrown) {
    for (const part of ['', '-wal', '-journal', '-shm']) rmSync(draft + part, { force: true });
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_CANTOPEN')
      throw readOnly('A lab file cannot be created in this folder.', thrown);
    throw thrown;
  }
}

/** Makes the new name durable. Windows cannot open folders and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function quickCheck(db: WriteDb): void {
  const answers = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (answers[0]?.quick_check === 'ok') return;
  throw new LabError(
    'CorruptLabFile',
    `The lab file is damaged: ${answers[0]?.quick_check ?? 'no answer'}.`,
    {
      kept: 'The file was left as it is.',
      remedy: 'Restore a copy of it.',
    },
  );
}
