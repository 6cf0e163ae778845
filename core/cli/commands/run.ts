import { LabError } from '../../base/errors.ts';
import { algorithmIds, algorithms, type Run } from '../../contract/index.ts';
import type { Command } from '../command.ts';
import { readJson } from '../json/read-json.ts';
import { followRun } from '../lab/follow-run.ts';
import { completeSpec, modeForRun } from '../lab/run-request.ts';
import { labHelp, withLab } from '../lab/with-lab.ts';
import { diagnosis } from '../text/diagnosis.ts';
import { Progress } from '../text/progress.ts';

const names = (sort: 'demonstrations' | 'reward') =>
  `      ${algorithmIds.filter((id) => algorithms[id].learnsFrom === sort).join(', ')}`;

export const run: Command = {
  name: 'run',
  summary: 'Carry out a run and wait for it.',
  usage: 'SPEC [--lab FILE]',
  help: `
SPEC is JSON ("-" reads standard input), one of
  {"algorithm": "…", "dataset": "…", "settings": {…}, "seed": 0, "name": "…"}                for
${names('demonstrations')}
  {"algorithm": "…", "environment": "…", "run": "…", "settings": {…}, "seed": 0, "name": "…"}  for
${names('reward')}
Dataset, environment and run are named by name or id; "run" is the one whose reward is solved (left out: the
environment's own). An environment may also be an example by id, or a spec {"kind": "…", …}, as \`apprentice simulate\`
takes them: then it is added, and the lab file is made when it is missing. Settings left out keep their defaults; seed and name may be left out.

The run is stored in the lab file. An interrupt cancels it; what it reached is kept.
${labHelp}
`,
  options: { lab: { type: 'string' } },
  positionals: { least: 1, most: 1 },
  async run(given, io) {
    const json = await readJson(given.positionals[0]!, io);
    const lab = given.text('lab');
    const finished = await withLab({ lab, mode: modeForRun(json, lab) }, async ({ client }) => {
      const { id, name } = await client.runs.create(await completeSpec(json, client));
      const progress = new Progress(io);
      const row = await followRun({ client, id, label: name }, progress, io);
      progress.done(name, `${row.status} after ${row.iteration} iterations`);
      return row;
    });
    if (finished.error !== null) throw LabError.fromData(finished.error);
    io.out(given.json ? `${JSON.stringify(finished)}\n` : describe(finished));
    return finished.status === 'finished' ? 0 : 1;
  },
};

function describe({ id, status, diagnostics }: Run): string {
  return `Run ${id} is ${status}.\n${diagnostics === null ? '' : diagnosis(diagnostics)}`;
}
