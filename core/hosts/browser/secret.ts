import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const secretBytes = 32;

/**
 * The secret that session cookies are signed with: read from a file that its owner alone can read, made when it is
 * missing, made anew when it is the wrong size or open to others (whoever read it could have signed sessions).
 */
export function sessionSecret(file: string): Uint8Array {
  const existing = readSecret(file);
  if (existing) return existing;
  const secret = randomBytes(secretBytes);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  try {
    writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another start was faster: its secret is as good.
    const theirs = (error as NodeJS.ErrnoException).code === 'EEXIST' ? readSecret(file) : null;
    if (theirs) return theirs;
    throw error;
  }
  return secret;
}

function readSecret(file: string): Uint8Array | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size !== secretBytes) return null;
  // Windows has no such bits; its profile folders are private.
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) return null;
  return readFileSync(file);
}
