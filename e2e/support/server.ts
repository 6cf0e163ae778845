/** The app as a person starts it without a desktop: a server process on a lab file of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  /** Signs one browser in. */
  readonly url: string;
  readonly port: number;
  readonly lab: string;
  readonly process: ChildProcess;
  /** Everything it printed so far. */
  printed(): string;
  /** Ends it as Ctrl+C would; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void>;
}

/** A folder for labs and secrets; remove it when done. */
export function scratchHome(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'apprentice-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Serves a lab file (null: the sample lab) with the real command, from the built app or from the sources. */
export async function startServer(options: {
  home: string;
  lab: string | null;
  program: 'sources' | 'built';
}): Promise<Server> {
  const { home, lab, program } = options;
  const entry = program === 'built' ? 'dist/core/cli.js' : 'bin/apprentice.mjs';
  const args = [entry, 'serve', ...(lab === null ? [] : [lab]), '--json'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, APPRENTICE_HOME: home },
  });
  let out = '';
  let err = '';
  const exited = new Promise<number | null>((done) => child.once('close', done));
  child.stderr.on('data', (data) => {
    err += data;
  });
  const announced = new Promise<string>((done) => {
    child.stdout.on('data', (data) => {
      out += data;
      const line = out.split('\n', 1)[0];
      if (out.includes('\n') && line !== undefined) done(line);
    });
  });
  const line = await Promise.race([
    announced,
    exited.then((code) => {
      throw new Error(`The server ended with ${code} before it was ready.\n${err}`);
    }),
  ]);
  const { url, port, lab: path } = JSON.parse(line) as { url: string; port: number; lab: string };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  };
  return {
    url,
    port,
    lab: path,
    process: child,
    printed: () => out + err,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}
