import { resolve } from 'node:path';
import { ownDataDirectory } from '../../hosts/browser/index.ts';
import { createDirectClient, type DirectHost } from '../../hosts/direct/index.ts';
import { ensureSampleLab } from '../../hosts/sample/index.ts';
import type { OpenLabOptions } from '../../store/api.ts';

/** What --help says of the lab file a command works on. */
export const labHelp = `  --lab FILE   the lab file (left out: the sample lab of this machine's data folder)`;

/** Opens a lab file in this process, works with it, and gives it back whatever happens. */
export async function withLab<T>(
  { lab, mode }: { lab: string | null; mode: OpenLabOptions['mode'] },
  work: (host: DirectHost) => Promise<T>,
): Promise<T> {
  const labPath = lab === null ? await ensureSampleLab(ownDataDirectory()) : resolve(lab);
  const host = createDirectClient({ labPath, mode, workers: 1, now: Date.now });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}
