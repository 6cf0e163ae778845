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

type Program = 'sources' | 'built';

/** Serves a lab file (null: the sample lab) with the real command, from the built app or from the sources. */
export function startServer(options: {
  home: string;
  lab: string | null;
  program: Program;
}): Promise<Server> {
  return launch(options.home, options.program, options.lab === null ? [] : [options.lab]);
}

/** Serves the lab of a server that is gone, on its port, as a person who starts Apprentice again. */
export function startAgain(
  gone: Server,
  { home, program }: { home: string; program: Program },
): Promise<Server> {
  return launch(home, program, [gone.lab, '--port', String(gone.port)]);
}

async function launch(home: string, program: Program, what: readonly string[]): Promise<Server> {
  const entry = program === 'built' ? 'dist/core/cli.js' : 'bin/apprentice.mjs';
  const child = spawn(process.execPath, [entry, 'serve', ...what, '--json'], {
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
