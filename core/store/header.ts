/** What can be said of a file before SQLite touches it. */
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LabError } from '../base/errors.ts';
import { readOnly } from './errors.ts';

/** "Appr" as a big-endian number; SQLite keeps it in the header of every lab file. */
export const applicationId = 0x41707072;

const magic = 'SQLite format 3\0';
const applicationIdAt = 68;
const userVersionAt = 60;

function notALab(path: string, message: string): LabError {
  return new LabError('NotALabFile', message, {
    where: path,
    kept: 'The file was not touched.',
    remedy: 'Choose a file that Apprentice has made, or create a new lab.',
  });
}

/** The error for a file of schema version `version`, when this app knows versions up to `known`. */
export function newerLab(version: number, known: number): LabError {
  return new LabError(
    'NewerLabFile',
    `The lab file has schema version ${version}; this app knows versions up to ${known}.`,
    {
      kept: 'The file was not changed.',
      remedy: 'Open it with a newer version of Apprentice.',
    },
  );
}

/**
 * Throws `NotALabFile` unless the header says SQLite and Apprentice, `NewerLabFile` when its version is above
 * `knownVersion`, and `ReadOnlyLabFile` when the file or its folder cannot be written or is marked so (a lab keeps its
 * log beside the file, so both are needed).
 *
 * Must not be called on a file that this process has open: closing any descriptor of a file drops the process's POSIX
 * locks on it.
 */
export function inspectLabFile(path: string, knownVersion: number): void {
  const stat = statSync(path);
  if (!stat.isFile()) throw notALab(path, 'This is a folder or a device, not a lab file.');
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, header, 0, header.length, 0);
    if (read < header.length || header.toString('latin1', 0, magic.length) !== magic)
      throw notALab(path, 'This is not a lab file.');
    if (header.readUInt32BE(applicationIdAt) !== applicationId)
      throw notALab(path, 'This is a SQLite database, but not a lab file.');
    // Before SQLite opens the file: setting its journal mode could already change it.
    const version = header.readUInt32BE(userVersionAt);
    if (version > knownVersion) throw newerLab(version, knownVersion);
  } finally {
    closeSync(file);
  }
  // The administrator may write anything; a file marked read-only is still meant to stay as it is.
  if ((stat.mode & 0o222) === 0) throw readOnly('The lab file is marked read-only.', undefined);
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    throw readOnly('The lab file or its folder cannot be written.', cause);
  }
}
