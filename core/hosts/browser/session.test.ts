import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { sessionSecret } from './secret.ts';
import { issueSession, newToken, readCookie, sameText, sessionLifetime, validSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = new Uint8Array(32).fill(7);
const scope = { labPath: '/labs/a.lab', port: 4000 };
const now = 1_800_000_000_000;
const session = issueSession(secret, scope, now, 'nonce');

test('a session is good for its lab and port, until it ends', () => {
  expect(validSession(secret, scope, now, session)).toBe(true);
  expect(validSession(secret, scope, now + sessionLifetime, session)).toBe(true);
  expect(validSession(secret, scope, now + sessionLifetime + 1, session)).toBe(false);
  expect(validSession(secret, scope, now - 1, session)).toBe(false);
  expect(validSession(secret, { ...scope, labPath: '/labs/b.lab' }, now, session)).toBe(false);
  expect(validSession(secret, { ...scope, port: 4001 }, now, session)).toBe(false);
  expect(validSession(new Uint8Array(32).fill(8), scope, now, session)).toBe(false);
});

test('a session that was changed anywhere is none', () => {
  fc.assert(
    fc.property(fc.nat(session.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
      fc.pre(character !== session[at]);
      const forged = session.slice(0, at) + character + session.slice(at + 1);
      expect(validSession(secret, scope, now, forged)).toBe(false);
    }),
  );
  for (const text of ['', '.', '..', '...', `${session}.x`, session.split('.').slice(1).join('.')])
    expect(validSession(secret, scope, now, text)).toBe(false);
});

test('fields cannot be shifted across their borders', () => {
  const [issued, nonce, mac] = session.split('.');
  expect(validSession(secret, scope, now, `${issued}${nonce[0]}.${nonce.slice(1)}.${mac}`)).toBe(false);
});

test('cookies are read by their whole name', () => {
  expect(readCookie('a=1; apprentice-4000=x.y.z; b=2', 'apprentice-4000')).toBe('x.y.z');
  expect(readCookie('xapprentice-4000=no', 'apprentice-4000')).toBeNull();
  expect(readCookie('apprentice-40001=no', 'apprentice-4000')).toBeNull();
  expect(readCookie(undefined, 'a')).toBeNull();
  expect(readCookie(';;=;a', 'a')).toBeNull();
});

test('tokens are long, and never the same', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(32);
  expect(sameText('abc', 'abd')).toBe(false);
  expect(sameText('abc', 'abcd')).toBe(false);
  expect(sameText('abc', 'abc')).toBe(true);
});

test('the secret stays the same, is readable by its owner alone, and is made anew when it was not', () => {
  const file = join(folder, 'deep', 'session.key');
  const first = sessionSecret(file);
  expect(first.length).toBe(32);
  expect(sessionSecret(file)).toEqual(Buffer.from(first));
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const open = join(folder, 'open.key');
    writeFileSync(open, new Uint8Array(32), { mode: 0o644 });
    expect(sessionSecret(open)).not.toEqual(Buffer.alloc(32));
    expect(statSync(open).mode & 0o777).toBe(0o600);
  }
  const short = join(folder, 'short.key');
  writeFileSync(short, 'abc', { mode: 0o600 });
  expect(sessionSecret(short).length).toBe(32);
});
