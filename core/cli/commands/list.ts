import type { Diagnostics, LabClient } from '../../contract/index.ts';
import type { Command } from '../command.ts';
import { withLab } from '../lab/with-lab.ts';
import { brief, textTable } from '../text/table.ts';

export const list: Command = {
  name: 'list',
  summary: 'List what a lab file holds.',
  usage: '[LAB]',
  help: `
LAB is the lab file (left out: the sample lab of this machine's data folder).
Lists environments, datasets, runs and saved comparisons, and counts demonstrations.
`,
  options: {},
  positionals: { least: 0, most: 1 },
  async run(given, io) {
    const contents = await withLab({ lab: given.positionals[0] ?? null, mode: 'open' }, ({ client }) =>
      contentsOf(client),
    );
    io.out(given.json ? `${JSON.stringify(contents)}\n` : describe(contents));
    return 0;
  },
};

async function contentsOf(client: LabClient) {
  const [info, environments, datasets, runs, comparisons] = await Promise.all([
    client.lab.info({}),
    client.environments.list({}),
    client.datasets.list({}),
    client.runs.list({}),
    client.comparisons.list({}),
  ]);
  return { info, environments, datasets, runs, comparisons };
}

type Contents = Awaited<ReturnType<typeof contentsOf>>;

function describe({ info, environments, datasets, runs, comparisons }: Contents): string {
  const { demonstrations, steps } = info.counts;
  const parts = [`${info.path}\n${demonstrations} demonstrations, ${steps} steps\n`];
  if (environments.length > 0)
    parts.push(
      textTable(
        [left('Environment'), left('Kind'), right('Demonstrations'), left('Id')],
        environments.map((row) => [row.name, row.spec.kind, String(row.demonstrations), row.id]),
      ),
    );
  if (datasets.length > 0)
    parts.push(
      textTable(
        [left('Dataset'), right('Demonstrations'), right('Steps'), left('Id')],
        datasets.map((row) => [row.name, String(row.demonstrations), String(row.steps), row.id]),
      ),
    );
  if (runs.length > 0)
    parts.push(
      textTable(
        [
          left('Run'),
          left('Algorithm'),
          left('Status'),
          right('Iterations'),
          right('Log-likelihood'),
          left('Id'),
        ],
        runs.map((row) => [
          row.name,
          row.spec.algorithm,
          row.status,
          String(row.iteration),
          likelihood(row.diagnostics),
          row.id,
        ]),
      ),
    );
  if (comparisons.length > 0)
    parts.push(
      textTable(
        [left('Comparison'), left('Id')],
        comparisons.map((row) => [row.name, row.id]),
      ),
    );
  return parts.join('\n');
}

const left = (title: string) => ({ title, align: 'left' as const });
const right = (title: string) => ({ title, align: 'right' as const });

const likelihood = (facts: Diagnostics | null): string =>
  facts === null || facts.logLikelihood === null ? '–' : brief(facts.logLikelihood);
