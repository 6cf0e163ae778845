import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadWatch, electronExecutable } from './electron-runtime.ts';

test('the runtime counts only when its executable is there', () => {
  const root = mkdtempSync(join(tmpdir(), 'apprentice-runtime-'));
  const folder = join(root, 'node_modules/electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
  expect(electronExecutable(root, undefined)).toBeNull();
  writeFileSync(join(folder, 'path.txt'), 'electron');
  expect(electronExecutable(root, undefined)).toBeNull();
  writeFileSync(join(folder, 'dist/electron'), '');
  expect(electronExecutable(root, undefined)).toBe(join(folder, 'dist/electron'));
  expect(electronExecutable(root, join(root, 'elsewhere'))).toBeNull();
  rmSync(root, { recursive: true });
});

test('a download is given up when it stands still, not when it is slow', () => {
  const watch = downloadWatch({ stallMs: 8, limitMs: 100 });
  expect(watch(5, 0)).toBe('wait');
  expect(watch(7, 10)).toBe('wait');
  expect(watch(14, 20)).toBe('wait');
  expect(watch(21, 20)).toBe('wait');
  expect(watch(22, 20)).toBe('stalled');
  expect(downloadWatch({ stallMs: 8, limitMs: 100 })(8, 0)).toBe('stalled');
  const slow = downloadWatch({ stallMs: 8, limitMs: 100 });
  for (let now = 0; now < 100; now++) expect(slow(now, now + 1)).toBe('wait');
  expect(slow(100, 101)).toBe('too-long');
});
