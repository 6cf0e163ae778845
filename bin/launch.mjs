// Plain JavaScript on purpose, see node-version.mjs.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { isAtLeast, pinnedNode, tooOldSentence } from './node-version.mjs';

/**
 * Runs `file` in this process when its Node is new enough, else in a child with the Node pinned through npm, else
 * says what is missing and ends with 1. `argv` are the program's own arguments.
 */
export async function launch({ file, argv, oldest }) {
  if (isAtLeast(process.versions.node, oldest)) {
    process.argv = [process.execPath, file, ...argv];
    await import(pathToFileURL(file).href);
    return;
  }
  const node = pinnedNode();
  if (node === null || process.env.APPRENTICE_RELAUNCHED) {
    process.stderr.write(`${tooOldSentence(process.versions.node, oldest)}\n`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [file, ...argv], {
    stdio: 'inherit',
    env: { ...process.env, APPRENTICE_RELAUNCHED: '1' },
  });
  // A terminal sends Ctrl+C to the child as well; then the parent only waits for it. Other signals are passed on.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`The pinned Node could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
