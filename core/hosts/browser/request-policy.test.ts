import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Asking, parseDevOrigin, refusedRequest, refusedUpgrade } from './request-policy.ts';

const place = { port: 4321, devOrigin: null };
const own = { host: '127.0.0.1:4321', origin: undefined, fetchSite: undefined, fetchMode: undefined };
const asking = (changes: Partial<Asking>): Asking => ({ ...own, ...changes });

test.each([
  ['a typed address', {}],
  ['localhost', { host: 'localhost:4321' }],
  ['capital letters', { host: 'LocalHost:4321' }],
  ['our own page', { origin: 'http://127.0.0.1:4321', fetchSite: 'same-origin', fetchMode: 'cors' }],
  ['a link from elsewhere', { fetchSite: 'cross-site', fetchMode: 'navigate' }],
])('%s may ask', (_what, changes) => {
  expect(refusedRequest(asking(changes), place)).toBeNull();
});

test.each([
  ['no Host', { host: undefined }],
  ['a rebound name', { host: 'evil.example:4321' }],
  ['a name that contains ours', { host: '127.0.0.1:4321.evil.example' }],
  ['a name that ends like ours', { host: 'x-localhost:4321' }],
  ['another port', { host: '127.0.0.1:4322' }],
  ['no port', { host: '127.0.0.1' }],
  ['all interfaces', { host: '0.0.0.0:4321' }],
  ['another origin', { origin: 'http://evil.example' }],
  ['an origin that contains ours', { origin: 'http://evil.example/?http://127.0.0.1:4321' }],
  ['another server of this machine', { origin: 'http://127.0.0.1:9999' }],
  ['https', { origin: 'https://127.0.0.1:4321' }],
  ['an opaque origin', { origin: 'null' }],
  ['an image on another site', { fetchSite: 'cross-site', fetchMode: 'no-cors' }],
])('%s is refused', (_what, changes) => {
  expect(refusedRequest(asking(changes), place)).not.toBeNull();
  expect(
    refusedUpgrade(asking({ origin: 'http://127.0.0.1:4321', ...changes }), '/rpc', place),
  ).not.toBeNull();
});

test('a socket needs our origin and our path', () => {
  const origin = 'http://127.0.0.1:4321';
  expect(refusedUpgrade(asking({ origin }), '/rpc', place)).toBeNull();
  expect(refusedUpgrade(asking({}), '/rpc', place)).not.toBeNull();
  for (const path of ['/', '/rpc/', '/RPC', '/other', ''])
    expect(refusedUpgrade(asking({ origin }), path, place)).not.toBeNull();
});

test('a development origin is let in, and nothing else with it', () => {
  const dev = { port: 4321, devOrigin: 'http://127.0.0.1:5173' };
  const page = { host: '127.0.0.1:5173', origin: 'http://127.0.0.1:5173' };
  expect(refusedUpgrade(asking(page), '/rpc', dev)).toBeNull();
  expect(refusedUpgrade(asking(page), '/rpc', place)).not.toBeNull();
  expect(refusedUpgrade(asking({ ...page, origin: 'http://127.0.0.1:5174' }), '/rpc', dev)).not.toBeNull();
});

test('no host but ours is ever let in', () => {
  fc.assert(
    fc.property(fc.webAuthority({ withPort: true }), (host) => {
      fc.pre(!['127.0.0.1:4321', 'localhost:4321'].includes(host.toLowerCase()));
      expect(refusedRequest(asking({ host }), place)).not.toBeNull();
    }),
  );
});

test.each([
  ['http://127.0.0.1:5173', 'http://127.0.0.1:5173'],
  ['http://localhost:5173/some/page', 'http://localhost:5173'],
  ['https://127.0.0.1:5173', null],
  ['http://evil.example:5173', null],
  ['http://127.0.0.1.evil.example', null],
  ['nonsense', null],
])('development origin %s is %s', (text, origin) => {
  expect(parseDevOrigin(text)).toBe(origin);
});
