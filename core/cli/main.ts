/** The process behind `apprentice`. */
import packageJson from '../../package.json' with { type: 'json' };
import type { Io } from './command.ts';
import { runCli } from './run-cli.ts';

async function readInput(): Promise<string> {
  process.stdin.setEncoding('utf8');
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  return text;
}

let interrupted: AbortController | null = null;

/** Signals end the process as usual until a command asks to hear of them: one that only computes could not. */
function interrupts(): AbortSignal {
  if (interrupted === null) {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
    interrupted = controller;
  }
  return interrupted.signal;
}

// A reader that stops reading (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  readInput,
  terminal: process.stderr.isTTY === true,
  columns: process.stderr.columns ?? 80,
  get signal() {
    return interrupts();
  },
};

process.exitCode = await runCli(process.argv.slice(2), io, packageJson.version);
