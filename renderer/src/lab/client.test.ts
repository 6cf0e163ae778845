import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { LabError } from '../../../core/base/errors.ts';
import { Connection } from './client.svelte.ts';
import type { Wire } from './wire.ts';

function fakeWire(call: (path: readonly string[], input: unknown) => Promise<unknown>) {
  let close = () => {};
  const closed = new Promise<void>((done) => {
    close = done;
  });
  const wire: Wire = { link: { call: (path, input) => call(path, input) }, closed };
  return { wire, close };
}

test('waiting calls are rejected with BackendGone when the connection dies, and later ones at once', async () => {
  const { wire, close } = fakeWire(() => new Promise(() => {}));
  const connection = new Connection(async () => wire);
  await connection.connect();
  const waiting = connection.client.lab.info({});
  close();
  await expect(waiting).rejects.toMatchObject({ code: 'BackendGone' });
  expect(connection.status).toBe('lost');
  await expect(connection.client.lab.info({})).rejects.toMatchObject({ code: 'BackendGone' });
});

test('the same client works again after another connect', async () => {
  const first = fakeWire(async () => 1);
  const second = fakeWire(async () => 2);
  const wires = [first.wire, second.wire];
  const connection = new Connection(async () => wires.shift() as Wire);
  await connection.connect();
  first.close();
  await Promise.resolve();
  await connection.connect();
  expect(await connection.client.lab.info({})).toBe(2);
  expect(connection.status).toBe('open');
});

test('a core that is known to be dead rejects its waiting calls and says why', async () => {
  const { wire } = fakeWire(() => new Promise(() => {}));
  const connection = new Connection(async () => wire);
  await connection.connect();
  const waiting = connection.client.lab.info({});
  connection.drop('It ran out of memory.');
  await expect(waiting).rejects.toMatchObject({ code: 'BackendGone' });
  expect([connection.status, connection.reason]).toEqual(['lost', 'It ran out of memory.']);
  await connection.connect();
  expect(connection.reason).toBeNull();
});

test('failures surface as LabError with the code that was sent', async () => {
  const data = new LabError('NotFound', 'There is no such run.', { where: 'id' }).toData();
  const { wire } = fakeWire(async () => Promise.reject(new ORPCError('NotFound', { data })));
  const connection = new Connection(async () => wire);
  await connection.connect();
  const error = await connection.client.lab.info({}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LabError);
  expect(error).toMatchObject({ code: 'NotFound', where: 'id' });
});

test('state proxies are unwrapped, typed arrays stay what they are', async () => {
  let sent: unknown;
  const { wire } = fakeWire(async (_path, input) => {
    sent = input;
  });
  const connection = new Connection(async () => wire);
  await connection.connect();
  await connection.client.recording.discard({ id: 'demo_0' });
  expect(connection.saving).toBe(0);
  expect(structuredClone(sent)).toEqual({ id: 'demo_0' });
  await connection.client.lab.writeState({ key: 'a', value: new Int32Array(2) as unknown as string });
  expect((sent as { value: unknown }).value).toBeInstanceOf(Int32Array);
});
