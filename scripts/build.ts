/** npm run build: page, shell, preload and core into dist/. `--if-needed` only when the sources changed. */
import { build, buildIfNeeded } from './support/build.ts';
import { repositoryRoot } from './support/paths.ts';

if (process.argv.includes('--if-needed')) await buildIfNeeded(repositoryRoot);
else await build({ root: repositoryRoot, quiet: false });
