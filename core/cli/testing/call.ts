/** Calls the real command in a process of its own. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(new URL('../../../bin/apprentice.mjs', import.meta.url));

export interface Called {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `apprentice` with arguments and, where given, standard input. */
export function call(
  args: readonly string[],
  { input = '', home }: { input?: string; home: string },
): Promise<Called> {
  const child = spawn(process.execPath, [binary, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, APPRENTICE_HOME: home },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  // A command that fails before it reads leaves its input unread.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}
