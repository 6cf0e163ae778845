import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFoundPage, notSignedInPage, pageMissingPage, refusedPage } from './pages.ts';
import { type Asking, type Place, refusedRequest, refusedUpgrade } from './request-policy.ts';
import { securityHeaders } from './security-headers.ts';
import {
  cookieName,
  issueSession,
  newToken,
  readCookie,
  type SessionScope,
  sameText,
  sessionCookie,
  validSession,
} from './session.ts';
import { realFile, sendFile } from './static-files.ts';
import { staticFile } from './static-path.ts';

export interface GateOptions {
  readonly place: Place;
  readonly scope: SessionScope;
  readonly secret: Uint8Array;
  readonly staticDir: string;
  readonly now: () => number;
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const asking = (request: IncomingMessage): Asking => ({
  host: request.headers.host,
  origin: header(request, 'origin'),
  fetchSite: header(request, 'sec-fetch-site'),
  fetchMode: header(request, 'sec-fetch-mode'),
});

/** The gate of the browser host: lets in who shows the token or a session, and gives out the page's files. */
export class Gate {
  readonly #options: GateOptions;
  /** The token that has not been spent yet. */
  #token: string = newToken();

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** An address that signs one browser in, once. Asking again while nobody used it gives the same. */
  get url(): string {
    return `http://127.0.0.1:${this.#options.place.port}/?token=${this.#token}`;
  }

  /** Answers a request for a file of the page. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    const { place } = this.#options;
    for (const [name, value] of Object.entries(securityHeaders(place))) response.setHeader(name, value);
    const method = request.method ?? 'GET';
    const target = requestTarget(request);
    const token = target?.query.get('token') ?? null;
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      say(response, 405, refusedPage);
    } else if (refusedRequest(asking(request), place) !== null) say(response, 403, refusedPage);
    else if (target === null) say(response, 400, refusedPage);
    else if (target.path === '/' && token !== null) this.#signIn(request, response, token);
    else if (!this.#signedIn(request)) say(response, 401, notSignedInPage);
    else this.#send(response, staticFile(target.path), method);
  }

  #send(response: ServerResponse, file: string | null, method: string): void {
    const real = file === null ? null : realFile(this.#options.staticDir, file);
    if (file !== null && real !== null) sendFile(response, file, real, method);
    else if (file === 'index.html') say(response, 503, pageMissingPage);
    else say(response, 404, notFoundPage);
  }

  /** Why a socket is refused, with its status; null when it may open. */
  refusal(request: IncomingMessage): { status: number; why: string } | null {
    const path = requestTarget(request)?.path ?? '';
    const why = refusedUpgrade(asking(request), path, this.#options.place);
    if (why !== null) return { status: 403, why };
    return this.#signedIn(request) ? null : { status: 401, why: 'This browser is not signed in.' };
  }

  #signedIn(request: IncomingMessage): boolean {
    const { secret, scope, now } = this.#options;
    const value = readCookie(request.headers.cookie, cookieName(scope.port));
    return value !== null && validSession(secret, scope, now(), value);
  }

  /** Trades the token for a session, then sends the browser to an address without it. */
  #signIn(request: IncomingMessage, response: ServerResponse, token: string): void {
    const { secret, scope, now, place } = this.#options;
    const fresh = sameText(token, this.#token);
    if (!fresh && !this.#signedIn(request)) {
      say(response, 401, notSignedInPage);
      return;
    }
    if (fresh) {
      this.#token = newToken();
      const value = issueSession(secret, scope, now(), randomBytes(16).toString('base64url'));
      response.setHeader('Set-Cookie', sessionCookie(scope.port, value));
    }
    response.writeHead(303, { Location: place.devOrigin ?? '/', 'Cache-Control': 'no-store' }).end();
  }
}

/**
 * What a request line names; null unless it is a plain path. The path stays as it was sent, so that `..` and its
 * encodings meet the rules for files instead of being resolved before.
 */
function requestTarget(request: IncomingMessage): { path: string; query: URLSearchParams } | null {
  const target = request.url ?? '/';
  // A full URL in a request line is for proxies, and `//x` would name another host.
  if (!target.startsWith('/') || target.startsWith('//')) return null;
  const at = target.indexOf('?');
  if (at < 0) return { path: target, query: new URLSearchParams() };
  return { path: target.slice(0, at), query: new URLSearchParams(target.slice(at + 1)) };
}

function say(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Cache-Control': 'no-store',
  });
  response.end(html);
}
