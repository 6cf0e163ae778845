/** npm run e2e: the page in Chromium, and the desktop app where Electron's runtime is. Words choose suites or files. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded } from './support/build.ts';
import { findChromium, howToGetChromium } from './support/chromium.ts';
import { planE2e } from './support/e2e-plan.ts';
import { electronExecutable } from './support/electron-runtime.ts';
import { sourceFiles } from './support/files.ts';
import { repositoryRoot } from './support/paths.ts';

const files = sourceFiles(repositoryRoot, ['e2e']).filter((file) => file.endsWith('.e2e.ts'));
const chromium = findChromium();
const plan = planE2e(process.argv.slice(2), files, {
  chromium: chromium !== null,
  electron: electronExecutable(repositoryRoot, process.env.ELECTRON_OVERRIDE_DIST_PATH) !== null,
  screen: process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY),
  electronRequired: process.env.APPRENTICE_ELECTRON === 'required',
});

for (const sentence of plan.missing) console.error(sentence === 'chromium' ? howToGetChromium : sentence);
if (plan.missing.length > 0) process.exitCode = 1;
else {
  if (plan.files.length > 0) {
    await buildIfNeeded(repositoryRoot);
    process.exitCode = await runVitest(plan.files);
  }
  for (const sentence of plan.skipped) console.log(sentence);
}

function runVitest(chosen: readonly string[]): Promise<number> {
  const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'e2e/vitest.config.ts', ...chosen], {
    cwd: repositoryRoot,
    stdio: 'inherit',
    env: { ...process.env, ...(chromium === null ? {} : { CHROMIUM: chromium }) },
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 1));
  });
}
