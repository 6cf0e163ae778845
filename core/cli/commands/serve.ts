import { resolve } from 'node:path';
import { ownDataDirectory, ownStaticDirectory, startBrowserHost } from '../../hosts/browser/index.ts';
import { ensureSampleLab } from '../../hosts/sample/index.ts';
import { type Command, UsageError } from '../command.ts';

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the page of a lab file on this machine.',
  usage: '[LAB] [--port N]',
  help: `
Serves on 127.0.0.1 alone, and prints an address that signs one browser in. Stop with Ctrl+C.
LAB is made when it is missing (left out: the sample lab of this machine's data folder).

  --port N   the port (left out: always the same one for a lab; 0: any free one)

With --json the address is announced as one line: {"url": ..., "port": ..., "lab": ...}
`,
  options: { port: { type: 'string' } },
  positionals: { least: 0, most: 1 },
  async run(given, io) {
    const port = given.number('port');
    if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new UsageError(`${port} is no port.`);
    // From here on an interrupt closes the lab file before it ends the process.
    const { signal } = io;
    const dataDir = ownDataDirectory();
    const named = given.positionals[0];
    const labPath = named === undefined ? await ensureSampleLab(dataDir) : resolve(named);
    const host = await startBrowserHost({
      labPath,
      staticDir: ownStaticDirectory(),
      port,
      devOrigin: null,
      dataDir,
    });
    io.out(
      given.json
        ? `${JSON.stringify({ url: host.url, port: host.port, lab: labPath })}\n`
        : `Apprentice serves ${labPath}\nOpen ${host.url}\nThe address works once. Stop with Ctrl+C.\n`,
    );
    await interrupted(signal);
    await host.close();
    return 0;
  },
};

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
