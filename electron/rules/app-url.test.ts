import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appOrigin, isAppUrl, resolveAppRequest, startUrl } from './app-url.ts';

const get = (url: string) => resolveAppRequest('GET', url);

test('the page and its files are served with their media types', () => {
  expect(get(startUrl)).toEqual({ status: 200, file: 'index.html', mediaType: 'text/html; charset=utf-8' });
  expect(get(`${appOrigin}/`)).toMatchObject({ status: 200, file: 'index.html' });
  expect(get(`${appOrigin}/assets/index-a1.js?v=2#x`)).toMatchObject({
    file: 'assets/index-a1.js',
    mediaType: 'text/javascript; charset=utf-8',
  });
});

test('nothing outside the page, no hidden file, no unknown kind', () => {
  for (const path of ['/..%2f..%2fetc/passwd.json', '/a%2f%2e%2e/x.js', '/..\\x.js', '/a%5c..%5cx.js'])
    expect(get(appOrigin + path).status, path).not.toBe(200);
  expect(get(`${appOrigin}/.env.json`).status).toBe(403);
  expect(get(`${appOrigin}/a/.git/config.json`).status).toBe(403);
  expect(get(`${appOrigin}/x%00.js`).status).toBe(403);
  expect(get(`${appOrigin}/%E0%A4%A.js`).status).toBe(403);
  expect(get(`${appOrigin}/lab.sqlite`).status).toBe(404);
  expect(get(`${appOrigin}/noending`).status).toBe(404);
});

test('another host, another scheme or another method is refused', () => {
  expect(get('app://elsewhere/index.html').status).toBe(403);
  expect(get('https://apprentice/index.html').status).toBe(403);
  expect(get('not a url').status).toBe(403);
  expect(resolveAppRequest('POST', startUrl).status).toBe(405);
  expect(resolveAppRequest('HEAD', startUrl).status).toBe(200);
});

test('the origin is parsed, never searched for in the text', () => {
  expect(isAppUrl(startUrl)).toBe(true);
  for (const url of [
    'https://example.invalid/?next=app://apprentice',
    'https://app://apprentice/',
    'app://apprentice.example.invalid/',
    'app://apprentice@example.invalid/',
    'app://apprentice:99/',
    'application://apprentice/',
    'file:///app://apprentice/index.html',
    'data:text/html,app://apprentice',
    '',
  ])
    expect(isAppUrl(url), url).toBe(false);
});

test('whatever the path, an answer lies inside the page folder', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '%2e%2e', '%2f', '..%2f', '%5c', 'assets', 'a.js', '%00', '%25'),
    fc.string({ maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const answer = get(`${appOrigin}/${parts.join('/')}.js`);
      if (answer.status !== 200) return;
      expect(answer.file.startsWith('/')).toBe(false);
      expect(answer.file.split('/')).not.toContain('..');
      expect(answer.file).not.toMatch(/[\\\0]/);
    }),
  );
});
