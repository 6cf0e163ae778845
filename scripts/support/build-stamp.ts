/** Whether dist/ was built from the sources as they are, by content: a checkout or a touch does not matter. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sourceFiles } from './files.ts';

/** What the built code depends on. Tests are no part of it. */
const sources = ['core', 'electron', 'renderer'];
const alone = ['vite.config.ts', 'svelte.config.js', 'package.json', 'package-lock.json'];

/** Without these a build is not one, whatever its stamp says. */
export const builtFiles = [
  'dist/client/index.html',
  'dist/electron/main.js',
  'dist/preload/preload.cjs',
  'dist/core/process.js',
  'dist/core/browser.js',
  'dist/core/worker.js',
  'dist/core/cli.js',
];

const stampPath = (root: string) => `${root}/dist/stamp.json`;

/** SHA-256 over names and contents of everything that a build reads. */
export function sourceHash(root: string): string {
  const hash = createHash('sha256');
  const files = [...sourceFiles(root, sources), ...alone].filter((file) => !/\.test\.ts$/.test(file));
  for (const file of files) {
    if (!existsSync(`${root}/${file}`)) continue;
    const content = readFileSync(`${root}/${file}`);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** True when dist/ is complete and its stamp names today's sources. */
export function isBuilt(root: string): boolean {
  if (!builtFiles.every((file) => existsSync(`${root}/${file}`))) return false;
  return readStamp(root) === sourceHash(root);
}

function readStamp(root: string): string | null {
  if (!existsSync(stampPath(root))) return null;
  try {
    const stamp: unknown = JSON.parse(readFileSync(stampPath(root), 'utf8'));
    return typeof stamp === 'object' && stamp !== null && 'sources' in stamp ? String(stamp.sources) : null;
  } catch {
    // A stamp cut short by a crash is no stamp: build again.
    return null;
  }
}

/** Notes that dist/ was built from sources with this hash (taken before the build, so that later edits count). */
export function writeStamp(root: string, sourcesHash: string): void {
  mkdirSync(dirname(stampPath(root)), { recursive: true });
  writeFileSync(stampPath(root), `${JSON.stringify({ sources: sourcesHash })}\n`);
}
