/**
 * npm run dist: installers for this system into out/. `--check` looks at everything that needs no Electron runtime.
 */
import { build as buildInstallers } from 'electron-builder';
import { installerProblems } from '../build/check-installers.ts';
import { installers, runtimePackages } from '../build/installers.ts';
import packageJson from '../package.json' with { type: 'json' };
import { buildIfNeeded } from './support/build.ts';
import { electronExecutable, fetchElectron } from './support/electron-runtime.ts';
import { repositoryRoot } from './support/paths.ts';

const checkOnly = process.argv.includes('--check');

await buildIfNeeded(repositoryRoot);
const problems = await installerProblems(installers, {
  root: repositoryRoot,
  entry: packageJson.main,
  dependencies: runtimePackages,
});
for (const problem of problems) console.error(problem);

if (problems.length > 0) process.exitCode = 1;
else if (checkOnly)
  console.log(
    'The installers are configured well: schema, icons, entitlements and the built app are in order. ' +
      'Nothing was packaged, signed or run: that takes Electron’s runtime and "npm run dist".',
  );
else {
  const here = () => electronExecutable(repositoryRoot, process.env.ELECTRON_OVERRIDE_DIST_PATH) !== null;
  const fetched = here() ? { fetched: true as const } : await fetchElectron(repositoryRoot);
  if (fetched.fetched) {
    const files = await buildInstallers({ projectDir: repositoryRoot, config: installers, publish: 'never' });
    for (const file of files) console.log(file);
  } else {
    console.error(`No installer was built: Electron's runtime cannot be had here (${fetched.reason}).`);
    process.exitCode = 1;
  }
}
