/** The program of the browser host: opens a lab, serves it on 127.0.0.1, and says where. */
import { asLabError, type LabError } from '../../base/errors.ts';
import { ensureSampleLab } from '../sample/index.ts';
import { parseBrowserArguments, usage } from './arguments.ts';
import { ownDataDirectory, ownStaticDirectory, startBrowserHost } from './index.ts';

function explain(error: LabError): string {
  return [error.message, error.kept, error.remedy].filter((line) => line !== null).join('\n');
}

/** Runs until a signal asks it to stop; resolves with the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const asked = parseBrowserArguments(args);
  if (asked === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  // A signal that arrives while the lab opens counts too.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  const dataDir = ownDataDirectory();
  const labPath = asked.labPath ?? (await ensureSampleLab(dataDir));
  const host = await startBrowserHost({
    labPath,
    staticDir: asked.staticDir ?? ownStaticDirectory(),
    port: asked.port,
    devOrigin: asked.devOrigin,
    dataDir,
  });
  process.stdout.write(
    asked.announce === 'json'
      ? `${JSON.stringify({ url: host.url, port: host.port, lab: labPath })}\n`
      : `Apprentice serves ${labPath}\nOpen ${host.url}\nThe address works once. Stop with Ctrl+C.\n`,
  );
  await stopped;
  await host.close();
  return 0;
}

if (import.meta.main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (thrown) {
    process.stderr.write(`${explain(asLabError(thrown))}\n`);
    process.exitCode = 1;
  }
}
