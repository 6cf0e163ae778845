/** The entry of the desktop app's core process: an Electron utilityProcess that owns the lab file and the router. */
import { homedir } from 'node:os';
import { dataDirectory, ensureSampleLab } from '../sample/index.ts';
import { CoreProcess } from './core-process.ts';
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
  const sample = () =>
    ensureSampleLab(dataDirectory({ env: process.env, platform: process.platform, home: homedir() }));
  const core = new CoreProcess((reply) => parentPort.postMessage(reply), sample);
  parentPort.on('message', ({ data, ports }) => void core.handle(data, ports));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void core.close().finally(() => process.exit(0)));
}
