import { closeSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { LabError } from '../base/errors.ts';
import type { WriteDb } from './connection.ts';

/**
 * Writes the open database to a new file and makes it durable. VACUUM INTO rather than a file copy: closing a second
 * descriptor of the open file would drop its locks.
 */
export function vacuumInto(db: WriteDb, copy: string): void {
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (thrown) {
    rmSync(copy, { force: true });
    throw thrown;
  }
  const file = openSync(copy, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Copies the open lab at `path` to `target` as it stands, in place of what is there; work on the lab goes on.
 * A copy that fails half-way leaves the target as it was.
 */
export function copyLab(db: WriteDb, path: string, target: string): void {
  const full = resolve(target);
  if (full === path || (existsSync(full) && realpathSync(full) === path))
    throw new LabError('InvalidInput', 'A lab file cannot be copied onto itself.', {
      where: full,
      kept: 'The file was not touched.',
      remedy: 'Choose another name.',
    });
  const draft = `${full}.copying`;
  rmSync(draft, { force: true });
  vacuumInto(db, draft);
  renameSync(draft, full);
}
