/** SQLite's and the file system's errors as the lab's own, by code and never by message text. */
import { asLabError, LabError } from '../base/errors.ts';

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';

/** Any thrown value of the store as a {@link LabError}. */
export function storeError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const code = codeOf(thrown);
  const cause = thrown;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new LabError('DiskFull', 'The disk has no room left for the lab file.', {
      kept: 'Everything committed before is safe in the file; what was just sent was not written.',
      remedy: 'Free some space and try again.',
      cause,
    });
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return inUse('', cause);
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return readOnly('The lab file cannot be written.', cause);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new LabError('CorruptLabFile', 'The lab file is damaged.', {
      kept: 'The file was left as it is.',
      remedy: 'Restore a copy of it, or export what can still be read.',
      cause,
    });
  if (code.startsWith('SQLITE_IOERR'))
    return new LabError('Internal', 'The disk refused to read or write the lab file.', {
      kept: 'Everything committed before is in the file.',
      remedy: 'Check the disk and its free space, then open the lab again.',
      cause,
    });
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return new LabError('Conflict', 'The lab file does not allow this change.', {
      kept: 'Nothing was changed.',
      cause,
    });
  if (thrown instanceof TypeError && thrown.message === 'The database connection is not open')
    return new LabError('BackendGone', 'The lab file is closed.', {
      kept: 'Everything committed before is in the file.',
      remedy: 'Open the lab again.',
      cause,
    });
  return asLabError(thrown);
}

/** `LabFileInUse`. */
export function inUse(path: string, cause: unknown): LabError {
  return new LabError('LabFileInUse', 'The lab file is open in another window or process.', {
    ...(path === '' ? {} : { where: path }),
    kept: 'The file was not touched.',
    remedy: 'Close it there, or work with a copy.',
    cause,
  });
}

/** `ReadOnlyLabFile`. */
export function readOnly(message: string, cause: unknown): LabError {
  return new LabError('ReadOnlyLabFile', message, {
    kept: 'The file was not touched.',
    remedy: 'Copy the file to a folder that you can write to, and open the copy.',
    cause,
  });
}

/** `NotFound` for an id. */
export function notFound(what: string, id: string): LabError {
  return new LabError('NotFound', `This lab has no ${what} ${id}.`, { where: id });
}

/** Wraps every function of an object so that it throws {@link LabError}s only. */
export function guarded<T extends object>(functions: T): T {
  const wrapped = Object.entries(functions).map(
    ([name, inner]: [string, (...inputs: unknown[]) => unknown]) => {
      const outer = (...inputs: unknown[]) => {
        try {
          return inner(...inputs);
        } catch (thrown) {
          throw storeError(thrown);
        }
      };
      return [name, outer];
    },
  );
  return Object.fromEntries(wrapped) as T;
}
