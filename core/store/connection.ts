/** The SQLite connection: one per lab file, exclusive, durable; branded by what may be done with it. */
import Database from 'better-sqlite3';

/** What readers take. */
export type ReadDb = Pick<Database.Database, 'prepare' | 'pragma'> & { readonly __mayRead: true };

/** What writers take; only `openLab` and the migrations make one. */
export type WriteDb = ReadDb &
  Pick<Database.Database, 'transaction' | 'exec' | 'close' | 'inTransaction'> & { readonly __mayWrite: true };

/** How long another process may hold the lock before the file counts as in use: a killed one needs a moment to go. */
const lockPatienceMs = 500;

/**
 * Opens the file and takes its lock, which the operating system gives back when the process dies, however it dies.
 *
 * EXCLUSIVE locking keeps the lock for as long as the connection lives (and needs no shared memory file beside the
 * lab); WAL with synchronous=FULL makes every commit that returned survive a crash of the machine.
 */
export function connect(path: string): WriteDb {
  const db = new Database(path, { fileMustExist: false, timeout: lockPatienceMs });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('wal_autocheckpoint = 2000');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (thrown) {
    db.close();
    throw thrown;
  }
  return db as unknown as WriteDb;
}

/** The value of a pragma that answers one number. */
export function pragmaNumber(db: ReadDb, name: string): number {
  return db.pragma(name, { simple: true }) as number;
}
