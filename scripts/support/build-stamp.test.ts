import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { builtFiles, isBuilt, sourceHash, writeStamp } from './build-stamp.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function checkout(): { root: string; put: (path: string, text: string) => void } {
  const root = mkdtempSync(join(tmpdir(), 'apprentice-stamp-'));
  folders.push(root);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('core/mdp/a.ts', 'export const a = 1;');
  put('package.json', '{}');
  return { root, put };
}

test('a build is current until a source changes, and not by a test or by time alone', () => {
  const { root, put } = checkout();
  expect(isBuilt(root)).toBe(false);
  for (const file of builtFiles) put(file, 'built');
  expect(isBuilt(root)).toBe(false);
  writeStamp(root, sourceHash(root));
  expect(isBuilt(root)).toBe(true);

  utimesSync(join(root, 'core/mdp/a.ts'), new Date(), new Date(Date.now() + 60_000));
  put('core/mdp/a.test.ts', 'a test');
  expect(isBuilt(root)).toBe(true);

  put('core/mdp/a.ts', 'export const a = 2;');
  expect(isBuilt(root)).toBe(false);
});

test('a missing part or a broken stamp means building again', () => {
  const { root, put } = checkout();
  for (const file of builtFiles) put(file, 'built');
  writeStamp(root, sourceHash(root));
  rmSync(join(root, 'dist/core/worker.js'));
  expect(isBuilt(root)).toBe(false);
  put('dist/core/worker.js', 'built');
  put('dist/stamp.json', '{"sour');
  expect(isBuilt(root)).toBe(false);
});

test('moving text between files changes the hash', () => {
  const { root, put } = checkout();
  put('core/mdp/b.ts', 'xy');
  const before = sourceHash(root);
  put('core/mdp/a.ts', 'export const a = 1;x');
  put('core/mdp/b.ts', 'y');
  expect(sourceHash(root)).not.toBe(before);
});
