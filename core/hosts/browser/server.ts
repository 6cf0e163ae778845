import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { LabError } from '../../base/errors.ts';
import { connectionHandler } from '../router/connection.ts';
import type { LabRouter } from '../router/index.ts';
import { Gate } from './gate.ts';

/** Bytes of one message from the page: a chunk of 16,384 recorded steps as base64 takes about one megabyte. */
const maxMessage = 64 * 2 ** 20;

export interface ServerOptions {
  readonly router: LabRouter;
  readonly labPath: string;
  readonly staticDir: string;
  readonly secret: Uint8Array;
  /** A port, 0 for any free one, or null for the lab's usual one (any free one where that is taken). */
  readonly port: number | null;
  readonly devOrigin: string | null;
  readonly now: () => number;
}

export interface RunningServer {
  readonly port: number;
  /** An address that signs one browser in. */
  readonly url: string;
  close(): Promise<void>;
}

/** A lab's usual port: the same at each start, so that an open page finds the server again. */
export function usualPort(labPath: string): number {
  return 42_000 + (createHash('sha256').update(labPath).digest().readUInt16BE(0) % 6_000);
}

async function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  await promise.finally(() => server.off('error', reject));
}

async function listenSomewhere(server: Server, labPath: string, port: number | null): Promise<number> {
  try {
    await listen(server, port ?? usualPort(labPath));
  } catch (error) {
    const taken = ['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (!taken) throw error;
    if (port !== null)
      throw new LabError('Conflict', `Port ${port} of this machine is taken.`, {
        remedy: 'Stop what uses it, or choose another port.',
        cause: error,
      });
    await listen(server, 0);
  }
  return (server.address() as AddressInfo).port;
}

/** Refuses an upgrade in plain HTTP. */
function refuse(socket: Duplex, status: number, why: string): void {
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(why)}\r\n\r\n${why}`,
  );
}

/** Serves the page and the router on the loopback address. */
export async function serve(options: ServerOptions): Promise<RunningServer> {
  const { router, labPath, staticDir, secret, devOrigin, now } = options;
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false });
  const connect = connectionHandler(router);
  const port = await listenSomewhere(server, labPath, options.port);
  const gate = new Gate({
    place: { port, devOrigin },
    scope: { labPath, port },
    secret,
    staticDir,
    now,
  });

  server.on('request', (request, response) => gate.answer(request, response));
  server.on('upgrade', (request, socket, head) => {
    const drop = () => socket.destroy();
    socket.on('error', drop);
    const refusal = gate.refusal(request);
    if (refusal) return refuse(socket, refusal.status, refusal.why);
    socket.off('error', drop);
    sockets.handleUpgrade(request, socket, head, (ws) => {
      // A broken frame or an oversized message closes that socket; the page connects anew.
      ws.on('error', () => ws.terminate());
      connect({
        send: (message) => ws.send(message),
        onMessage: (listener) => ws.on('message', (data, binary) => listener(decoded(data, binary))),
        onClose: (listener) => ws.on('close', listener),
      });
    });
  });
  // A request that is no HTTP is answered by Node with 400 and cut; nothing of it reaches the gate.

  return {
    port,
    get url() {
      return gate.url;
    },
    async close() {
      for (const ws of sockets.clients) ws.close(1001, 'The server is shutting down.');
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      // Sockets that do not say goodbye in time are cut.
      const timer = setTimeout(() => {
        for (const ws of sockets.clients) ws.terminate();
        server.closeAllConnections();
      }, 500);
      server.closeIdleConnections();
      await promise;
      clearTimeout(timer);
    },
  };
}

type RawData = Buffer | ArrayBuffer | Buffer[];

function decoded(data: RawData, binary: boolean): string | Uint8Array {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return binary ? bytes : bytes.toString('utf8');
}
