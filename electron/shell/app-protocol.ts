import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { appScheme, resolveAppRequest } from '../rules/app-url.ts';
import { securityHeaders } from '../rules/content-security.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built page from `folder` under the app's own origin. */
export function serveApp(folder: string): void {
  protocol.handle(appScheme, async (request) => {
    const resolved = resolveAppRequest(request.method, request.url);
    if (resolved.status !== 200)
      return new Response(resolved.reason, { status: resolved.status, headers: securityHeaders });
    try {
      const content = await readFile(join(folder, resolved.file));
      const headers = { ...securityHeaders, 'Content-Type': resolved.mediaType };
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), { headers });
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      return new Response(missing ? 'no such file' : String(error), {
        status: missing ? 404 : 500,
        headers: securityHeaders,
      });
    }
  });
}
