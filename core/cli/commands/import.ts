import { basename } from 'node:path';
import { importEpisodesCsv, importLabJson } from '../../formats/index.ts';
import type { DirectHost } from '../../hosts/direct/index.ts';
import { type Command, UsageError } from '../command.ts';
import { readText } from '../json/read-json.ts';
import { environmentFor, modeFor } from '../lab/environment-for.ts';
import { withLab } from '../lab/with-lab.ts';

export const importLab: Command = {
  name: 'import',
  summary: 'Read JSON or CSV into a lab file.',
  usage: 'FILE [--json] [--lab FILE] [--csv --environment NAME [--dataset NAME]]',
  help: `
FILE is what "apprentice export" wrote ("-" reads standard input). Everything in it is added to the lab, or nothing:
each demonstration must re-simulate exactly. Ids are new; environments that are there already are used.
--json prints the counts as JSON.

  --csv               FILE is CSV as "apprentice export --csv" writes it: demonstrations of one environment
  --environment NAME  theirs, by name or id, or an example by id (then it is added)
  --dataset NAME      also make a dataset of them
  --lab FILE          the lab file, made when it is missing (left out: the sample lab of this machine's data folder)
`,
  options: {
    csv: { type: 'boolean' },
    environment: { type: 'string' },
    dataset: { type: 'string' },
    lab: { type: 'string' },
  },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const file = given.positionals[0]!;
    const lab = given.text('lab');
    const environment = given.text('environment');
    const csv = given.flag('csv');
    if (csv !== (environment !== null))
      throw new UsageError('CSV needs its environment, and only CSV does: --csv --environment NAME.');
    const text = await readText(file, io);
    const mode = environment === null ? 'open-or-create' : modeFor(lab, environment);
    const counts = await withLab({ lab, mode }, async (host) => {
      if (environment === null) return fromJson(host, text);
      const from = file === '-' ? 'standard input' : basename(file);
      return fromCsv(host, text, { environment, from, dataset: given.text('dataset') });
    });
    io.out(
      given.json
        ? `${JSON.stringify(counts)}\n`
        : `${Object.entries(counts)
            .map(([kind, count]) => `${count} ${kind}`)
            .join(', ')} are in the lab now.\n`,
    );
    return 0;
  },
};

async function fromJson({ core }: DirectHost, text: string): Promise<Record<string, number>> {
  const made = await importLabJson(core.services.lab.writer, text);
  return Object.fromEntries(Object.entries(made).map(([kind, ids]) => [kind, ids.size]));
}

async function fromCsv(
  { client, core }: DirectHost,
  text: string,
  { environment, from, dataset }: { environment: string; from: string; dataset: string | null },
): Promise<Record<string, number>> {
  const { id: environmentId } = await environmentFor(client, environment);
  const ids = await importEpisodesCsv(core.services.lab.writer, text, { environmentId, from });
  if (dataset !== null) await client.datasets.create({ name: dataset, demonstrationIds: ids });
  return { demonstrations: ids.length, datasets: dataset === null ? 0 : 1 };
}
