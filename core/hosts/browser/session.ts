/**
 * Tokens and sessions of the browser host.
 *
 * The URL that a start prints carries a one-time token. The first request that shows it gets a session cookie instead;
 * the token is spent. The cookie is `issued.nonce.mac`, where `mac = HMAC-SHA256(secret, scope | issued | nonce)` and
 * the scope is the lab file and the port. The secret lies in the data folder, readable by its owner alone, so a page
 * that is open while the server restarts on the same lab and port can go on; no other lab and no other port accepts it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Sessions end after thirty days. */
export const sessionLifetime = 30 * 24 * 3600 * 1000;

export const newToken = (): string => randomBytes(32).toString('base64url');

/** What a session is good for: one lab file on one port. */
export interface SessionScope {
  readonly labPath: string;
  readonly port: number;
}

function mac(secret: Uint8Array, scope: SessionScope, issued: string, nonce: string): string {
  const said = JSON.stringify([scope.labPath, scope.port, issued, nonce]);
  return createHmac('sha256', secret).update(said).digest('base64url');
}

/** Compares in a time that does not depend on where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The value of a new session cookie. `now` in milliseconds since 1970; `nonce` unique and unguessable. */
export function issueSession(secret: Uint8Array, scope: SessionScope, now: number, nonce: string): string {
  const issued = Math.floor(now).toString(36);
  return `${issued}.${nonce}.${mac(secret, scope, issued, nonce)}`;
}

/** Whether a cookie value is a session of this scope that has not ended. */
export function validSession(secret: Uint8Array, scope: SessionScope, now: number, value: string): boolean {
  const [issued, nonce, given, more] = value.split('.');
  if (issued === undefined || nonce === undefined || given === undefined || more !== undefined) return false;
  if (!sameText(given, mac(secret, scope, issued, nonce))) return false;
  const age = now - Number.parseInt(issued, 36);
  return age >= 0 && age <= sessionLifetime;
}

/** Cookies do not tell ports apart, so their name does. */
export const cookieName = (port: number): string => `apprentice-${port}`;

/** One value of a `Cookie` header; null when it is not there. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** The `Set-Cookie` header of a session: out of scripts' reach, and never sent for another site's page. */
export const sessionCookie = (port: number, value: string): string =>
  `${cookieName(port)}=${value}; Path=/; HttpOnly; SameSite=Strict`;
