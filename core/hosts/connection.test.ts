/** What happens to calls and streams when an end of the connection dies. */
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, test, vi } from 'vitest';
import { fromWire, type LabClient, typedArraySerializers } from '../contract/index.ts';
import { portHandler } from './port/serve-port.ts';
import {
  afterwards,
  openTestCore,
  pageSocket,
  scratchFolder,
  socketClient,
  testServer,
} from './testing/fixture.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (thrown: unknown) => fromWire(thrown).code,
  );

test('a socket that dies rejects what waits on it as BackendGone, and later calls too', async () => {
  const { core } = openTestCore();
  const { origin, cookie } = await testServer(core, scratchFolder());
  const socket = pageSocket(origin, cookie);
  const client = socketClient(socket);
  const stream = await client.lab.events({});
  const waiting = codeOf(stream.next());
  expect(core.services.events.listeners).toBe(1);
  socket.terminate();
  expect(await waiting).toBe('BackendGone');
  expect(await codeOf(client.lab.info({}))).toBe('BackendGone');
  // The other side notices too: nobody listens any more.
  await expect.poll(() => core.services.events.listeners).toBe(0);
});

test('a server that shuts down ends event streams and closes sockets', async () => {
  const { core } = openTestCore();
  const { server, origin, cookie } = await testServer(core, scratchFolder());
  const socket = pageSocket(origin, cookie);
  const stream = await socketClient(socket).lab.events({});
  const waiting = stream.next().then(
    ({ done }) => done,
    () => true,
  );
  const closed = new Promise((resolve) => socket.once('close', resolve));
  core.services.events.close();
  await server.close();
  await closed;
  expect(await waiting).toBe(true);
});

test('a port that closes rejects what waits on it, and its stream is forgotten', async () => {
  const { core } = openTestCore();
  const { port1, port2 } = new MessageChannel();
  portHandler(core.router)(port1);
  const link = new RPCLink({ port: port2, customJsonSerializers: typedArraySerializers });
  const client: LabClient = createORPCClient(link);
  port2.start();
  const stream = await client.lab.events({});
  const waiting = codeOf(stream.next());
  port1.close();
  expect(await waiting).toBe('BackendGone');
  await expect.poll(() => core.services.events.listeners).toBe(0);
});

test('garbage on a port is dropped, and calls go on', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  afterwards(() => logged.mockRestore());
  const { core } = openTestCore();
  const { port1, port2 } = new MessageChannel();
  portHandler(core.router)(port1);
  for (const message of [null, 3, {}, [], 'nonsense', '{}', { i: '1', p: { u: 'x' } }, new Uint8Array(4)])
    port2.postMessage(message);
  const link = new RPCLink({ port: port2, customJsonSerializers: typedArraySerializers });
  const client: LabClient = createORPCClient(link);
  port2.start();
  expect(await client.lab.readState({})).toEqual({});
  port2.close();
});

test('an aborted call is Cancelled', async () => {
  const { core } = openTestCore();
  const { origin, cookie } = await testServer(core, scratchFolder());
  const client = socketClient(pageSocket(origin, cookie));
  const abort = new AbortController();
  const stream = await client.lab.events({}, { signal: abort.signal });
  const waiting = codeOf(stream.next());
  abort.abort();
  expect(await waiting).toBe('Cancelled');
});
