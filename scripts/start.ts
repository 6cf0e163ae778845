/** npm start: builds when needed, then the desktop app, or the same page in a browser where Electron cannot be had. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { asLabError } from '../core/base/errors.ts';
import { buildIfNeeded } from './support/build.ts';
import { electronExecutable, fetchElectron } from './support/electron-runtime.ts';
import { openPage } from './support/open-page.ts';
import { repositoryRoot } from './support/paths.ts';
import { parseStart, type StartOptions, startUsage } from './support/start-options.ts';

async function start(options: StartOptions): Promise<number> {
  await buildIfNeeded(repositoryRoot);
  if (options.browser) return servePage(options);
  const { executable, reason } = await findElectron();
  if (executable !== null) return runElectron(executable, options);
  console.log(
    `${reason.replace(/^(there|its)/, 'For Electron, $1')}; the same page is served to your browser instead.`,
  );
  return servePage(options);
}

async function findElectron(): Promise<{ executable: string | null; reason: string }> {
  const here = () => electronExecutable(repositoryRoot, process.env.ELECTRON_OVERRIDE_DIST_PATH);
  const found = here();
  const obstacle = obstacleToWindows();
  if (obstacle !== null) {
    const also = found === null ? "Electron's runtime is not installed, and " : '';
    return { executable: null, reason: `${also}${obstacle}` };
  }
  if (found !== null) return { executable: found, reason: '' };
  const fetched = await fetchElectron(repositoryRoot);
  const why = fetched.fetched ? 'what was fetched is not whole' : fetched.reason;
  return { executable: here(), reason: `Electron's runtime cannot be had here (${why})` };
}

/** Why this machine cannot show Electron's window, runtime or not; then nothing is fetched for it either. */
function obstacleToWindows(): string | null {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no screen for its window';
  return process.getuid?.() === 0 ? 'its sandbox does not run as root' : null;
}

function runElectron(executable: string, { lab }: StartOptions): Promise<number> {
  const args = [repositoryRoot, ...(lab === null ? [] : ['--lab', resolve(lab)])];
  const child = spawn(executable, args, { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code ?? 1));
  });
}

/** Serves until interrupted. */
async function servePage({ lab, port, open }: StartOptions): Promise<number> {
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });
  const { ownDataDirectory, startBrowserHost } = await import('../core/hosts/browser/index.ts');
  const { ensureSampleLab } = await import('../core/hosts/sample/index.ts');
  const dataDir = ownDataDirectory();
  const labPath = lab === null ? await ensureSampleLab(dataDir) : resolve(lab);
  const host = await startBrowserHost({
    labPath,
    staticDir: `${repositoryRoot}/dist/client`,
    port,
    devOrigin: null,
    dataDir,
  });
  console.log(
    `Apprentice serves ${labPath} at\n\n  ${host.url}\n\nThe address works once. Stop with Ctrl+C.`,
  );
  if (open) openPage(host.url);
  await stopped;
  console.log('Closing the lab file …');
  await host.close();
  return 0;
}

const options = parseStart(process.argv.slice(2));
if (options === 'help') process.stdout.write(startUsage);
else if ('wrong' in options) {
  process.stderr.write(`${options.wrong}\n\n${startUsage}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await start(options);
  } catch (thrown) {
    const { message, kept, remedy } = asLabError(thrown);
    console.error([message, kept, remedy].filter((sentence) => sentence !== null).join('\n'));
    process.exitCode = 1;
  }
}
