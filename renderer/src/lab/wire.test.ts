import { expect, test } from 'vitest';
import { portsOf, socketUrl } from './wire.ts';

/** A window that only carries messages. */
function fakeWindow() {
  const target = new EventTarget();
  const post = (data: unknown, source: unknown, ports: unknown[]) =>
    target.dispatchEvent(Object.assign(new Event('message'), { data, source, ports }));
  return { window: target as unknown as Window, post };
}

function fakePort() {
  let started = 0;
  const port = Object.assign(new EventTarget(), {
    start: () => {
      started++;
    },
    postMessage: () => {},
  });
  return { port, started: () => started, close: () => port.dispatchEvent(new Event('close')) };
}

const offer = { type: 'apprentice:port' };

test('a port posted before anybody asks is kept, and its end ends the wire', async () => {
  const { window, post } = fakeWindow();
  const open = portsOf(window);
  const { port, started, close } = fakePort();
  post(offer, window, [port]);
  const wire = await open();
  expect(started()).toBe(1);
  close();
  await wire.closed;
});

test('whoever waits gets the next port; the newest counts', async () => {
  const { window, post } = fakeWindow();
  const open = portsOf(window);
  const waiting = open();
  const [first, stale, newest] = [fakePort(), fakePort(), fakePort()];
  post(offer, window, [first.port]);
  await waiting;
  post(offer, window, [stale.port]);
  post(offer, window, [newest.port]);
  await open();
  expect([first, stale, newest].map(({ started }) => started())).toEqual([1, 0, 1]);
});

test('messages of other windows and of other kinds are no ports', async () => {
  const { window, post } = fakeWindow();
  const open = portsOf(window);
  const foreign = fakePort();
  post(offer, {}, [foreign.port]);
  post({ type: 'other' }, window, [foreign.port]);
  post(null, window, [foreign.port]);
  post(offer, window, []);
  const own = fakePort();
  post(offer, window, [own.port]);
  await open();
  expect([foreign.started(), own.started()]).toEqual([0, 1]);
});

test('the socket is beside the page', () => {
  expect(socketUrl({ protocol: 'http:', host: '127.0.0.1:4000' })).toBe('ws://127.0.0.1:4000/rpc');
});
