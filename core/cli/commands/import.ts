import { importLabJson } from '../../formats/index.ts';
import type { Command } from '../command.ts';
import { readText } from '../json/read-json.ts';
import { withLab } from '../lab/with-lab.ts';

export const importLab: Command = {
  name: 'import',
  summary: 'Read JSON into a lab file.',
  usage: '--json FILE [--lab FILE]',
  help: `
FILE is what "apprentice export" wrote ("-" reads standard input). Everything in it is added to the lab, or nothing:
each demonstration must re-simulate exactly. Ids are new; environments that are there already are used.
JSON is the only format so far; --json prints the counts as JSON.

  --lab FILE   the lab file, made when it is missing (left out: the sample lab of this machine's data folder)
`,
  options: { lab: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const text = await readText(given.positionals[0]!, io);
    const counts = await withLab({ lab: given.text('lab'), mode: 'open-or-create' }, async ({ core }) => {
      const made = await importLabJson(core.services.lab.writer, text);
      return Object.fromEntries(Object.entries(made).map(([kind, ids]) => [kind, ids.size]));
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
