import { createReadStream, realpathSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { cacheControl, contentType } from './static-path.ts';

/** The real path of a file below a folder; null when there is none, or a link leads out of the folder. */
export function realFile(folder: string, file: string): string | null {
  try {
    const root = realpathSync(folder);
    const real = realpathSync(join(root, file));
    return real.startsWith(root + sep) && statSync(real).isFile() ? real : null;
  } catch {
    return null; // it does not exist
  }
}

/** Sends a file with its type; `file` is its name below the page's folder, `real` where it lies. */
export function sendFile(response: ServerResponse, file: string, real: string, method: string): void {
  const { size } = statSync(real);
  response.writeHead(200, {
    'Content-Type': contentType(file),
    'Content-Length': size,
    'Cache-Control': cacheControl(file),
  });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(real);
  // The headers are gone already: cutting the connection is the one honest answer left.
  stream.on('error', () => response.destroy());
  stream.pipe(response);
}
