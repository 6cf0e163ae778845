import { createBuilder } from 'vite';
import { isBuilt, sourceHash, writeStamp } from './build-stamp.ts';

/** Builds page, shell, preload and core into dist/. */
export async function build({ root, quiet }: { root: string; quiet: boolean }): Promise<void> {
  const hash = sourceHash(root);
  const builder = await createBuilder(
    { configFile: `${root}/vite.config.ts`, logLevel: quiet ? 'error' : 'info' },
    null,
  );
  await builder.buildApp();
  writeStamp(root, hash);
}

/** Builds when the sources changed since the last build, and says so. */
export async function buildIfNeeded(root: string): Promise<void> {
  if (isBuilt(root)) return;
  const started = performance.now();
  process.stdout.write('Building … ');
  await build({ root, quiet: true });
  process.stdout.write(`done in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}
