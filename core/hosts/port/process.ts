/** The entry of the desktop app's core process: an Electron utilityProcess that owns the lab file and the router. */
import { homedir } from 'node:os';
import { dataDirectory, ensureSampleLab } from '../sample/index.ts';
import { CoreProcess, labArgument } from './core-process.ts';
import type { MessagePortLike } from './message-port.ts';

/** `process.parentPort` of a utilityProcess, as far as it is used here; core does not know Electron's types. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: MessagePortLike[] }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as unknown as { parentPort?: ParentPort };

if (parentPort === undefined) {
  process.stderr.write('This program is started by Apprentice itself, as a process of its own.\n');
  process.exitCode = 1;
} else {
  const surroundings = { env: process.env, platform: process.platform, home: homedir() };
  const core = new CoreProcess({
    labPath: async () => labArgument(process.argv) ?? ensureSampleLab(dataDirectory(surroundings)),
    reply: (reply) => parentPort.postMessage(reply),
    ended: () => process.exit(0),
  });
  parentPort.on('message', ({ data, ports }) => void core.handle(data, ports));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void core.close());
}
