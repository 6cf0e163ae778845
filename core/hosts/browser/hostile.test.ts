/** A real server on the loopback address against requests that are not from its page. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  afterwards,
  openTestCore,
  pageSocket,
  scratchFolder,
  socketClient,
  testServer,
} from '../testing/fixture.ts';
import { usualPort } from './server.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, with the path exactly as given. */
function ask(port: number, path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = httpRequest(
    { host: '127.0.0.1', port, path, method, headers, agent: false },
    (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    },
  );
  request.on('error', reject);
  request.end();
  return promise;
}

/** Whether a socket opens; `closed` carries the status of a refusal. */
function upgrade(url: string, headers: Record<string, string>): Promise<'open' | number> {
  const { promise, resolve } = Promise.withResolvers<'open' | number>();
  const socket = new WebSocket(url, { headers });
  socket.on('open', () => {
    resolve('open');
    socket.close();
  });
  socket.on('unexpected-response', (_request, response) => {
    resolve(response.statusCode ?? 0);
    socket.terminate();
  });
  socket.on('error', () => {});
  return promise;
}

async function startTestServer() {
  const folder = scratchFolder();
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(page, 'assets', 'app-12345678.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(page, 'link.txt'));
  const { core } = openTestCore();
  return { core, ...(await testServer(core, page)) };
}

test('the token works once; the session it was traded for goes on working', async () => {
  const { server, cookie } = await startTestServer();
  const { port } = server;
  const fresh = new URL(server.url);
  expect((await ask(port, '/', { cookie })).body).toContain('page');
  const first = await ask(port, fresh.pathname + fresh.search, {});
  expect(first.status).toBe(303);
  expect(first.headers.location).toBe('/');
  expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict$/);
  const second = await ask(port, fresh.pathname + fresh.search, {});
  expect(second.status).toBe(401);
  expect(second.headers['set-cookie']).toBeUndefined();
  // In a browser that is signed in already, a spent address still leads to the page, without the token.
  expect((await ask(port, fresh.pathname + fresh.search, { cookie })).headers.location).toBe('/');
  expect((await ask(port, '/?token=', {})).status).toBe(401);
  expect((await ask(port, `/?token=${'x'.repeat(43)}`, {})).status).toBe(401);
});

test('nothing is served without a session, and no answer is without its security headers', async () => {
  const { server, cookie } = await startTestServer();
  const { port } = server;
  for (const path of ['/', '/index.html', '/assets/app-12345678.js', '/nothing']) {
    const answer = await ask(port, path, {});
    expect(answer.status, path).toBe(401);
    expect(answer.body).not.toContain('<title>page');
  }
  const script = await ask(port, '/assets/app-12345678.js', { cookie });
  expect(script.status).toBe(200);
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(script.headers['cache-control']).toContain('immutable');
  for (const answer of [script, await ask(port, '/', {}), await ask(port, '/x', { cookie })]) {
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['content-security-policy']).not.toContain("'unsafe-eval'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['x-frame-options']).toBe('DENY');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('a rebound name, another origin and other methods are refused, cookie or not', async () => {
  const { server, cookie } = await startTestServer();
  const { port } = server;
  expect((await ask(port, '/', { cookie, host: `evil.example:${port}` })).status).toBe(403);
  expect((await ask(port, '/', { cookie, origin: 'http://evil.example' })).status).toBe(403);
  expect(
    (await ask(port, '/', { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).status,
  ).toBe(403);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
    expect((await ask(port, '/', { cookie }, method)).status, method).toBe(405);
  const head = await ask(port, '/', { cookie }, 'HEAD');
  expect([head.status, head.body]).toEqual([200, '']);
});

test('no path leads out of the page folder', async () => {
  const { server, cookie } = await startTestServer();
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/link.txt',
    '/assets',
    '/.%00/secret.txt',
  ]) {
    const answer = await ask(server.port, path, { cookie });
    expect(answer.status, path).toBe(404);
    expect(answer.body).not.toContain('secret');
  }
  for (const path of ['//evil.example/', 'http://evil.example/'])
    expect((await ask(server.port, path, { cookie })).status, path).toBe(400);
});

test('a socket opens for our page alone', async () => {
  const { server, origin, cookie } = await startTestServer();
  const url = `ws://127.0.0.1:${server.port}/rpc`;
  expect(await upgrade(url, { origin, cookie })).toBe('open');
  expect(await upgrade(url, { origin })).toBe(401);
  expect(await upgrade(url, { cookie })).toBe(403);
  expect(await upgrade(url, { origin: 'http://evil.example', cookie })).toBe(403);
  expect(await upgrade(url, { origin: 'null', cookie })).toBe(403);
  expect(await upgrade(url, { origin, cookie, host: 'evil.example' })).toBe(403);
  expect(await upgrade(url, { origin, cookie: `${cookie}x` })).toBe(401);
  expect(await upgrade(url.replace('/rpc', '/other'), { origin, cookie })).toBe(403);
});

test('garbage does not bring the server down', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  afterwards(() => logged.mockRestore());
  const { server, origin, cookie } = await startTestServer();
  const raw = connect(server.port, '127.0.0.1');
  raw.on('error', () => {});
  raw.resume();
  raw.write('\x16\x03\x01nonsense\r\n\r\n');
  await new Promise((resolve) => raw.once('close', resolve));
  const socket = pageSocket(origin, cookie);
  await new Promise((resolve) => socket.once('open', resolve));
  for (const message of [
    '',
    'null',
    '{}',
    '[]',
    '{"i":"1"}',
    '{"i":1,"p":{"u":5}}',
    '\xff',
    '{"i":"2","p":{"u":"/__proto__/constructor","b":{}}}',
  ])
    socket.send(message);
  socket.send(Buffer.from([0xff, 0x00, 0x13]));
  // The same socket still answers calls of ours.
  expect(await socketClient(socket).lab.readState({})).toEqual({});
});

test('a lab has its usual port, and two labs seldom the same', () => {
  expect(usualPort('/labs/a.lab')).toBe(usualPort('/labs/a.lab'));
  const ports = new Set(Array.from({ length: 50 }, (_, i) => usualPort(`/labs/${i}.lab`)));
  expect(ports.size).toBeGreaterThan(40);
  for (const port of ports) expect(port >= 42_000 && port < 48_000).toBe(true);
});
