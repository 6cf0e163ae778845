import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cacheControl, contentType, staticFile } from './static-path.ts';

test.each([
  ['/', 'index.html'],
  ['/index.html', 'index.html'],
  ['/assets/index-DxY3_abc.js', 'assets/index-DxY3_abc.js'],
  ['/a%20b.svg', 'a b.svg'],
])('%s is %s', (path, file) => {
  expect(staticFile(path)).toBe(file);
});

test.each([
  '/..',
  '/../secret',
  '/assets/../../secret',
  '/%2e%2e/secret',
  '/..%2fsecret',
  '/assets%2findex.js',
  '/assets/..%5c..%5csecret',
  '/assets\\..\\secret',
  '//etc/passwd',
  '/assets//x',
  '/assets/',
  '/.env',
  '/assets/.hidden',
  '/x%00.js',
  '/C:/Windows/win.ini',
  '/index.html::$DATA',
  '/index.html.',
  '/%',
  '/%ff',
  '',
  'index.html',
  'http://127.0.0.1/index.html',
])('%s is no file of the page', (path) => {
  expect(staticFile(path)).toBeNull();
});

test('whatever is asked stays below the folder', () => {
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '%2e', '%2E%2E', '%2f', '%5c', '\\', '/', '//', 'a', 'b.js', '%00', ':'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const file = staticFile(`/${pieces.join('')}`);
      if (file === null) return;
      expect(posix.normalize(posix.join('/page', file)).startsWith('/page/')).toBe(true);
      expect(file).not.toMatch(/[\\\0]/);
    }),
    { numRuns: 2000 },
  );
});

test('types and caching', () => {
  expect(contentType('a/b.JS')).toBe('text/javascript; charset=utf-8');
  expect(contentType('kernels.wasm')).toBe('application/wasm');
  expect(contentType('LICENSE')).toBe('application/octet-stream');
  expect(cacheControl('assets/index-DxY3_abc.js')).toContain('immutable');
  expect(cacheControl('index.html')).toBe('no-cache');
  expect(cacheControl('assets/logo.svg')).toBe('no-cache');
});
