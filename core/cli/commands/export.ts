import { closeSync, openSync, writeSync } from 'node:fs';
import { LabError } from '../../base/errors.ts';
import { exportLabJson, type LabSelection } from '../../formats/index.ts';
import type { Command } from '../command.ts';
import { byIdOrName } from '../lab/by-name.ts';
import { withLab } from '../lab/with-lab.ts';

export const exportLab: Command = {
  name: 'export',
  summary: 'Write a lab file as JSON.',
  usage: '--json [LAB] [--dataset NAME] [--out FILE]',
  help: `
LAB is the lab file (left out: the sample lab of this machine's data folder). JSON is the only format so far, so --json
may be left out. The text goes to standard output, one thing a line; "apprentice import" reads it back.

  --dataset NAME   only this dataset, with all that it refers to
  --out FILE       write to a file that is not there yet
`,
  options: { dataset: { type: 'string' }, out: { type: 'string' } },
  positionals: { least: 0, most: 1 },
  async run(given, io) {
    const out = given.text('out');
    await withLab({ lab: given.positionals[0] ?? null, mode: 'open' }, async ({ client, core }) => {
      const dataset = given.text('dataset');
      const selection: LabSelection =
        dataset === null
          ? 'all'
          : {
              environments: [],
              demonstrations: [],
              datasets: [byIdOrName(await client.datasets.list({}), dataset, 'dataset').id],
              runs: [],
            };
      const pieces = exportLabJson(core.services.lab.reader, selection);
      if (out === null) for (const piece of pieces) io.out(piece);
      else writePieces(out, pieces);
    });
    if (out !== null) io.err(`Written to ${out}.\n`);
    return 0;
  },
};

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
