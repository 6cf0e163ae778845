import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildIfNeeded } from '../scripts/support/build.ts';
import { repositoryRoot } from '../scripts/support/paths.ts';
import type { Benchmark } from './benchmark.ts';

/** What the page sends over the wire: every script, style and page, compressed as a server would. */
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'page',
    run: async () => {
      await buildIfNeeded(repositoryRoot);
      const folder = `${repositoryRoot}/dist/client`;
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const sent = files.filter((file) => /\.(js|css|html)$/.test(file));
      const bytes = sent.reduce(
        (sum, file) => sum + gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }).byteLength,
        0,
      );
      return [{ name: 'page, gzipped', value: bytes / 1000, unit: 'kB', better: 'lower', target: 300 }];
    },
  },
];
