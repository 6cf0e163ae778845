/** The router called directly, in the same process: the host of the command line and of the tests. */
import { createRouterClient } from '@orpc/server';
import { fromWire, type LabClient } from '../../contract/index.ts';
import type { OpenLabOptions } from '../../store/api.ts';
import { type Core, openCore } from '../core/index.ts';
import type { LabRouter } from '../router/index.ts';

/** A client over a router: the same validation as over a socket, typed arrays passed as they are. */
export function directClient(router: LabRouter): LabClient {
  const interceptor = async <T>({ next }: { next: () => Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (thrown) {
      throw fromWire(thrown);
    }
  };
  return createRouterClient(router, { interceptors: [interceptor] });
}

export interface DirectOptions {
  readonly labPath: string;
  readonly mode: OpenLabOptions['mode'];
  readonly workers: number;
  readonly now: () => number;
}

/** An open lab with its client. Every failure is a {@link LabError}. Runs that were left queued stay queued. */
export interface DirectHost {
  readonly client: LabClient;
  readonly core: Core;
  close(): Promise<void>;
}

/** Opens a lab file in this process; close it, or its lock and its workers stay. */
export function createDirectClient(options: DirectOptions): DirectHost {
  const core = openCore({ ...options, host: 'direct', queued: 'leave' });
  return { core, client: directClient(core.router), close: () => core.close() };
}
