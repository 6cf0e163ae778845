/** The page's own protocol: `app://apprentice/…` serves files of the built page and nothing else. */
import { posix } from 'node:path';

export const appScheme = 'app';
export const appHost = 'apprentice';
export const appOrigin = `${appScheme}://${appHost}`;
export const startUrl = `${appOrigin}/index.html`;

/** True for URLs of the page itself, by parsed scheme and host; no substring of a query or path can pass. */
export function isAppUrl(text: string): boolean {
  const url = parse(text);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost;
}

export type Resolved =
  | { readonly status: 200; readonly file: string; readonly mediaType: string }
  | { readonly status: 403 | 404 | 405; readonly reason: string };

/**
 * The file that a request asks for, as a path relative to the page's folder with forward slashes.
 * Only GET and HEAD, only this host, only known media types, never outside the folder, never a hidden file.
 */
export function resolveAppRequest(method: string, text: string): Resolved {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, reason: 'only GET and HEAD' };
  const url = parse(text);
  if (url === null || !isAppUrl(text)) return { status: 403, reason: 'another host' };
  const path = decode(url.pathname);
  if (path === null || /[\0\\]/.test(path)) return { status: 403, reason: 'not a path of the page' };
  const file = path === '/' ? 'index.html' : path.slice(1);
  // Dots that begin a part climb out of the folder or name hidden files; empty parts name the system's root.
  if (!path.startsWith('/') || file.split('/').some((part) => part === '' || part.startsWith('.')))
    return { status: 403, reason: 'outside the page' };
  const mediaType = mediaTypes[posix.extname(file).toLowerCase()];
  if (mediaType === undefined) return { status: 404, reason: 'no such kind of file' };
  return { status: 200, file, mediaType };
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
