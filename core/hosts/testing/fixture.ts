/** What the tests of hosts and runs share: scratch folders, a small world, the three kinds of client. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import { type LabClient, typedArraySerializers } from '../../contract/index.ts';
import type { GridworldSpec } from '../../mdp/spec.ts';
import { serve } from '../browser/server.ts';
import { openCore } from '../core/index.ts';
import { directClient } from '../direct/index.ts';
import { portHandler } from '../port/serve-port.ts';

const cleanups: (() => unknown)[] = [];

/** Undone after the test, the newest first. */
export const afterwards = (cleanup: () => unknown): void => {
  cleanups.push(cleanup);
};

afterEach(async () => {
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
});

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'apprentice-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const smallWorld: GridworldSpec = {
  kind: 'gridworld',
  rows: 4,
  columns: 4,
  terrains: [
    { name: 'grass', reward: -0.1, colour: '#88aa66' },
    { name: 'mud', reward: -1, colour: '#886644' },
  ],
  cells: [0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0],
  walls: [],
  goals: [{ cell: 15, reward: 3 }],
  terminals: [15],
  starts: [0],
  slip: 0.1,
  wind: [0, 0, 0, 0],
  moves: 'four',
  features: 'terrain',
  maxSteps: 40,
};

export function openTestCore(labPath = join(scratchFolder(), 'test.lab')) {
  const core = openCore({
    labPath,
    mode: 'open-or-create',
    host: 'direct',
    workers: 1,
    queued: 'leave',
    now: Date.now,
  });
  afterwards(() => core.close());
  return { core, labPath };
}

/** A server on a core, and the cookie of a browser that signed in. */
export async function testServer(core: ReturnType<typeof openCore>, staticDir: string) {
  const server = await serve({
    router: core.router,
    labPath: '/labs/test.lab',
    staticDir,
    secret: new Uint8Array(32).fill(1),
    port: 0,
    devOrigin: null,
    now: Date.now,
  });
  afterwards(() => server.close());
  const origin = `http://127.0.0.1:${server.port}`;
  const signIn = async () => {
    const answer = await fetch(server.url, { redirect: 'manual' });
    return answer.headers.getSetCookie()[0].split(';')[0];
  };
  return { server, origin, cookie: await signIn() };
}

/** A socket as a page on our own origin opens it. */
export function pageSocket(origin: string, cookie: string): WebSocket {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { origin, cookie } });
  afterwards(() => socket.terminate());
  return socket;
}

const options = { customJsonSerializers: typedArraySerializers };

export function socketClient(socket: WebSocket): LabClient {
  // The two kinds of WebSocket differ in types only.
  return createORPCClient(
    new SocketLink({ websocket: socket as unknown as globalThis.WebSocket, ...options }),
  );
}

/** Clients of one core over each host. */
export const hosts = {
  direct: async (core: ReturnType<typeof openCore>): Promise<LabClient> => directClient(core.router),
  socket: async (core: ReturnType<typeof openCore>): Promise<LabClient> => {
    const { origin, cookie } = await testServer(core, scratchFolder());
    return socketClient(pageSocket(origin, cookie));
  },
  port: async (core: ReturnType<typeof openCore>): Promise<LabClient> => {
    const { port1, port2 } = new MessageChannel();
    afterwards(() => port2.close());
    portHandler(core.router)(port1);
    const client: LabClient = createORPCClient(new PortLink({ port: port2, ...options }));
    port2.start();
    return client;
  },
};
