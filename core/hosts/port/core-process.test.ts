import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, test } from 'vitest';
import { fromWire, type LabClient, typedArraySerializers } from '../../contract/index.ts';
import { afterwards, scratchFolder } from '../testing/fixture.ts';
import { CoreProcess, type CoreReply, isCoreRequest, labArgument } from './core-process.ts';
import { messageData } from './message-port.ts';

/** A core process as the main process sees it. */
function start(labPath: () => Promise<string>) {
  const replies: CoreReply[] = [];
  let ended = 0;
  const core = new CoreProcess({
    labPath,
    reply: (reply) => replies.push(reply),
    ended: () => ended++,
  });
  afterwards(() => core.close());
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    const link = new RPCLink({ port: port2, customJsonSerializers: typedArraySerializers });
    const client: LabClient = createORPCClient(link);
    port2.start();
    return { client, handled: core.handle({ type: 'apprentice:connect' }, [port1]) };
  };
  return { core, replies, connect, ends: () => ended };
}

const scratchLab = () => join(scratchFolder(), 'a.lab');

test('opens its lab, says so, serves several pages, stops cleanly', async () => {
  const labPath = scratchLab();
  const { core, replies, connect, ends } = start(async () => labPath);
  const one = connect();
  const two = connect();
  expect(await one.client.lab.info({})).toMatchObject({ name: 'a.lab', host: 'electron' });
  await two.client.lab.writeState({ key: 'k', value: 'v' });
  expect(await one.client.lab.readState({})).toEqual({ k: 'v' });
  expect(replies).toEqual([{ type: 'apprentice:ready', labPath }]);
  await core.handle({ type: 'apprentice:stop' }, []);
  expect(ends()).toBe(1);
  // The file was given back: it opens again.
  const again = start(async () => labPath);
  expect(await again.connect().client.lab.readState({})).toEqual({ k: 'v' });
});

test('copies the lab while it serves it, and says why when it cannot', async () => {
  const labPath = scratchLab();
  const { core, replies, connect } = start(async () => labPath);
  const { client } = connect();
  await client.lab.writeState({ key: 'k', value: 'v' });
  const copy = join(scratchFolder(), 'copy.lab');
  await core.handle({ type: 'apprentice:copy', path: copy }, []);
  await core.handle({ type: 'apprentice:copy', path: labPath }, []);
  expect(replies.slice(1)).toEqual([
    { type: 'apprentice:copied', path: copy, error: null },
    {
      type: 'apprentice:copied',
      path: labPath,
      error: expect.objectContaining({ code: 'InvalidInput' }),
    },
  ]);
  await client.lab.writeState({ key: 'k', value: 'later' });
  expect(
    await start(async () => copy)
      .connect()
      .client.lab.readState({}),
  ).toEqual({ k: 'v' });
});

test('a page that connects early waits for the lab', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { connect, replies } = start(() => promise);
  const info = connect().client.lab.info({});
  await new Promise((next) => setImmediate(next));
  expect(replies).toEqual([]);
  resolve(scratchLab());
  expect(await info).toMatchObject({ name: 'a.lab' });
});

test('a lab that cannot be opened is reported, its pages are let go, and stopping still ends', async () => {
  const path = scratchLab();
  writeFileSync(path, 'this is no lab file, whatever its name says '.repeat(100));
  const { core, replies, connect, ends } = start(async () => path);
  const { client, handled } = connect();
  const call = client.lab.info({}).catch((thrown: unknown) => fromWire(thrown).code);
  await handled;
  expect(replies).toEqual([
    { type: 'apprentice:failed', error: expect.objectContaining({ code: 'NotALabFile' }) },
  ]);
  expect(await call).toBe('BackendGone');
  await core.handle({ type: 'apprentice:stop' }, []);
  expect(ends()).toBe(1);
});

test('messages that are not ours are ignored, and their ports closed', async () => {
  const { core } = start(async () => scratchLab());
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise((resolve) => port2.once('close', resolve));
  await core.handle({ type: 'something else' }, [port1]);
  await closed;
  for (const message of [null, 1, 'apprentice:stop', [], { type: 1 }])
    expect(isCoreRequest(message)).toBe(false);
});

test('arguments and wrapped messages', () => {
  expect(labArgument(['node', 'process.js', '--host', 'electron', '--lab', '/a.lab'])).toBe('/a.lab');
  expect(labArgument(['node', 'process.js'])).toBeNull();
  expect(labArgument(['--lab'])).toBeNull();
  expect(messageData({ data: 'call', ports: [] })).toBe('call');
  expect(messageData('call')).toBe('call');
});
