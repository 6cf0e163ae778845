/** The browser host: the same page and the same router as the desktop, on a loopback address. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultWorkers, openCore } from '../core/index.ts';
import { dataDirectory } from '../sample/data-directory.ts';
import { sessionSecret } from './secret.ts';
import { serve } from './server.ts';

export interface BrowserHostOptions {
  readonly labPath: string;
  /** The folder of the built page. */
  readonly staticDir: string;
  /** A port, 0 for any free one, null for the lab's usual one. */
  readonly port: number | null;
  readonly devOrigin: string | null;
  /** Folder of the session secret. */
  readonly dataDir: string;
}

export interface BrowserHost {
  readonly port: number;
  /** An address that signs one browser in, once; asked again after that, it is a new one. */
  readonly url: string;
  /** Stops runs after a last checkpoint, closes the sockets, gives the lab file back. */
  close(): Promise<void>;
}

/** The app's data folder on this machine. */
export const ownDataDirectory = (): string =>
  dataDirectory({ env: process.env, platform: process.platform, home: homedir() });

/** The built page of this installation: `dist/client`, from the sources and from the bundle alike. */
export function ownStaticDirectory(): string {
  const up = ['../../../dist/client', '../client', '../../client'];
  const candidates = up.map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? candidates[0];
}

/** Opens a lab (made when missing) and serves it; one lab file per server. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const labPath = resolve(options.labPath);
  const secret = sessionSecret(join(options.dataDir, 'session.key'));
  const core = openCore({
    labPath,
    mode: 'open-or-create',
    host: 'browser',
    workers: defaultWorkers(),
    queued: 'start',
    now: Date.now,
  });
  try {
    const server = await serve({
      router: core.router,
      labPath,
      staticDir: resolve(options.staticDir),
      secret,
      port: options.port,
      devOrigin: options.devOrigin,
      now: Date.now,
    });
    let closing: Promise<void> | null = null;
    const close = async () => {
      // Streams first: a socket that waits for events would hold the server open.
      core.services.events.close();
      await server.close();
      await core.close();
    };
    return {
      port: server.port,
      get url() {
        return server.url;
      },
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await core.close();
    throw error;
  }
}
