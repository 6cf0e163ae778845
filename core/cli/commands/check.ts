import type { Command } from '../command.ts';
import { withLab } from '../lab/with-lab.ts';

export const check: Command = {
  name: 'check',
  summary: 'Check a lab file and replay every demonstration in it.',
  usage: 'LAB',
  help: `
Looks at the file's own integrity, at rows that belong to nothing, at the hashes of demonstrations and datasets, and
re-simulates every demonstration from its seed and actions. Ends with 1 when something is wrong.
`,
  options: {},
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const report = await withLab({ lab: given.positionals[0]!, mode: 'open' }, ({ client }) =>
      client.lab.check({}),
    );
    if (given.json) io.out(`${JSON.stringify(report)}\n`);
    else {
      for (const { kind, what, id } of report.problems) io.out(`${kind}: ${what}${id ? ` (${id})` : ''}\n`);
      const { demonstrationsReplayed: replayed, problems } = report;
      const verdict = problems.length === 0 ? 'Nothing is wrong.' : `${problems.length} problems.`;
      io.out(`${replayed} demonstrations replayed. ${verdict}\n`);
    }
    return report.problems.length === 0 ? 0 : 1;
  },
};
