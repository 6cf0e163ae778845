import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { repositoryRoot } from '../scripts/support/paths.ts';
import { installerProblems } from './check-installers.ts';
import { fuses, installers, runtimePackages } from './installers.ts';

const context = { root: repositoryRoot, entry: 'package.json', dependencies: runtimePackages };

test('electron-builder accepts the configuration, and every file it names is there', async () => {
  expect(await installerProblems(installers, context)).toEqual([]);
});

test('a wrong key, a missing icon and a missing package are pointed out', async () => {
  const wrong = { ...installers, asarr: true } as typeof installers;
  expect((await installerProblems(wrong, context)).join()).toContain('asarr');
  const lost = { ...installers, win: { icon: 'lost.ico' } };
  expect((await installerProblems(lost, context)).join()).toContain('lost.ico is not there');
  const absent = { ...context, dependencies: ['no-such-package'] };
  expect((await installerProblems(installers, absent)).join()).toContain('no-such-package');
});

test('the packaged binary is no Node and runs its own archive alone', () => {
  expect(fuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('what the built app loads is a dependency, and no installer carries a second Node', () => {
  for (const name of runtimePackages) expect(packageJson.dependencies).toHaveProperty(name);
  expect(installers.files).toContain('!node_modules/node-*/**');
  expect(installers.asarUnpack).toContain('dist/core/**');
});
