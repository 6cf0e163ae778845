/** Which file of the page a URL path names, and how it is served: decisions alone. */

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The extension of a file name with its dot, in lower case; empty when there is none. */
const extension = (path: string): string => /\.[a-z0-9]+$/i.exec(path)?.[0].toLowerCase() ?? '';

export const contentType = (path: string): string => types[extension(path)] ?? 'application/octet-stream';

/** One segment of a path that is safe on every platform: no dots alone, no separators, drives, streams or controls. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const unsafe = /^\.|[\\:*?"<>|\u0000-\u001f\u007f]|[. ]$/;

/**
 * The file below the page's folder that a URL path names, with forward slashes; null for anything that is not plainly
 * one: escapes, encoded separators, hidden files, empty segments.
 */
export function staticFile(pathname: string): string | null {
  if (pathname === '/') return 'index.html';
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null; // malformed percent-encoding
  }
  if (!decoded.startsWith('/')) return null;
  // A slash that appears by decoding was hidden on purpose.
  if (decoded.split('/').length !== pathname.split('/').length) return null;
  const segments = decoded.slice(1).split('/');
  if (segments.some((segment) => segment === '' || unsafe.test(segment))) return null;
  return segments.join('/');
}

/** Files whose name carries a hash of their content never change; everything else is asked for again. */
export function cacheControl(file: string): string {
  const hashed = /^assets\/.+-[\w-]{8}\.\w+$/.test(file);
  return hashed ? 'private, max-age=31536000, immutable' : 'no-cache';
}
