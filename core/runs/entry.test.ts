import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultWorkerEntry, workerEntry } from './entry.ts';

const found = (files: readonly string[]) => (url: URL) => files.includes(url.href);

test('from the sources the worker is TypeScript; from a bundle it is found beside, or above a chunk', () => {
  expect(existsSync(defaultWorkerEntry())).toBe(true);
  const built = found(['file:///app/dist/core/worker.js']);
  expect(workerEntry('file:///app/core/runs/entry.ts', built).href).toBe('file:///app/core/runs/worker.ts');
  expect(workerEntry('file:///app/dist/core/browser.js', built).href).toBe('file:///app/dist/core/worker.js');
  expect(workerEntry('file:///app/dist/core/assets/shared-1.js', built).href).toBe(
    'file:///app/dist/core/worker.js',
  );
});
