import { closeSync, openSync, writeSync } from 'node:fs';
import { LabError } from '../../base/errors.ts';
import type { LabClient } from '../../contract/index.ts';
import { exportEpisodesCsv, exportLabJson, type LabSelection } from '../../formats/index.ts';
import { type Command, UsageError } from '../command.ts';
import { byIdOrName } from '../lab/by-name.ts';
import { withLab } from '../lab/with-lab.ts';

export const exportLab: Command = {
  name: 'export',
  summary: 'Write a lab file as JSON, or a dataset as CSV.',
  usage: '[LAB] [--json | --csv] [--dataset NAME] [--out FILE]',
  help: `
LAB is the lab file (left out: the sample lab of this machine's data folder). The text goes to standard output, one
thing a line; "apprentice import" reads it back, every number bit for bit.

  --json           everything in the lab as JSON; the usual
  --csv            the demonstrations of a dataset as CSV: a row per step, one more for the last observation
  --dataset NAME   only this dataset, in JSON with all that it refers to; needed for CSV
  --out FILE       write to a file that is not there yet
`,
  options: { csv: { type: 'boolean' }, dataset: { type: 'string' }, out: { type: 'string' } },
  positionals: { least: 0, most: 1 },
  async run(given, io) {
    const out = given.text('out');
    if (given.flag('csv') && given.text('dataset') === null)
      throw new UsageError('Say which demonstrations: --dataset NAME.');
    await withLab({ lab: given.positionals[0] ?? null, mode: 'open' }, async ({ client, core }) => {
      const dataset = given.text('dataset');
      const { reader } = core.services.lab;
      const pieces = given.flag('csv')
        ? await exportEpisodesCsv(reader, reader.datasetMembers(await datasetId(client, dataset!)))
        : exportLabJson(reader, await selectionOf(client, dataset));
      if (out === null) for (const piece of pieces) io.out(piece);
      else writePieces(out, pieces);
    });
    if (out !== null) io.err(`Written to ${out}.\n`);
    return 0;
  },
};

const datasetId = async (client: LabClient, name: string) =>
  byIdOrName(await client.datasets.list({}), name, 'dataset').id;

async function selectionOf(client: LabClient, dataset: string | null): Promise<LabSelection> {
  if (dataset === null) return 'all';
  return { environments: [], demonstrations: [], datasets: [await datasetId(client, dataset)], runs: [] };
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openNew(path);
  try {
    for (const piece of pieces) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new LabError(
      there ? 'Conflict' : 'InvalidInput',
      there ? `${path} is there already.` : `${path} cannot be written.`,
      { where: '--out', remedy: 'Choose another name.', cause: error },
    );
  }
}
