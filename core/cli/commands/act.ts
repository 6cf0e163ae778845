import { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import { type Acted, mostDraws } from '../../contract/index.ts';
import { type Command, UsageError } from '../command.ts';
import { parseWith, readJson } from '../json/read-json.ts';
import { byIdOrName } from '../lab/by-name.ts';
import { labHelp, withLab } from '../lab/with-lab.ts';

const row = z.union([z.array(z.number()).min(1), z.number()]);
const rows = z.union([z.array(row).min(1), z.object({ observations: z.array(row).min(1) })]);

export const act: Command = {
  name: 'act',
  summary: 'Draw actions from the policy of a run.',
  usage: '--run RUN --observations FILE [--samples N] [--seed N] [--lab FILE]',
  help: `
FILE is JSON ("-" reads standard input): [[...], ...], one observation a row (a number where observations are states), or
an object with such a list under "observations", as \`apprentice simulate\` prints it.

Prints JSON in columns, one entry an observation: mean [actionWidth] and covariance [actionWidth][actionWidth] of N draws
from the policy, mode (the action without noise) and, where actions are indices, the probabilities of each.

  --run RUN    the run, by name or id
  --samples N  draws for each observation (left out: 1000)
  --seed N     of the draws (left out: 0)
${labHelp}
`,
  options: {
    run: { type: 'string' },
    observations: { type: 'string' },
    samples: { type: 'string' },
    seed: { type: 'string' },
    lab: { type: 'string' },
  },
  positionals: { least: 0, most: 0 },
  async run(given, io) {
    const [wanted, file] = [given.text('run'), given.text('observations')];
    if (wanted === null || file === null) throw new UsageError('act needs --run and --observations.');
    const samples = given.number('samples') ?? 1000;
    const seed = given.number('seed') ?? 0;
    const parsed = parseWith(rows, await readJson(file, io));
    const observations = (Array.isArray(parsed) ? parsed : parsed.observations).map((one) => [one].flat());
    const ragged = observations.findIndex((one) => one.length !== observations[0].length);
    if (ragged > 0)
      throw new LabError('InvalidInput', 'All observations must have as many numbers as the first.', {
        where: `observations[${ragged}]`,
      });
    const parts = await withLab({ lab: given.text('lab'), mode: 'open' }, async ({ client }) => {
      const { id } = byIdOrName(await client.runs.list({}), wanted, 'run');
      const perCall = Math.max(1, Math.floor(mostDraws / samples));
      const answers: Columns[] = [];
      for (let from = 0; from < observations.length; from += perCall) {
        const some = observations.slice(from, from + perCall);
        const request = {
          id,
          observations: Float32Array.from(some.flat()),
          rows: some.length,
          samples,
          seed,
        };
        answers.push(columnsOf(await client.runs.act(request), some.length));
      }
      return answers;
    });
    const column = (name: keyof Columns) => parts.flatMap((part) => part[name] as unknown[]);
    io.out(
      `${JSON.stringify({
        samples,
        mean: column('mean'),
        covariance: column('covariance'),
        mode: column('mode'),
        ...(parts[0].probabilities.length === 0 ? {} : { probabilities: column('probabilities') }),
      })}\n`,
    );
    return 0;
  },
};

/** One entry an observation. */
interface Columns {
  readonly mean: number[][];
  readonly covariance: number[][][];
  readonly mode: number[][];
  /** Empty where actions are no indices. */
  readonly probabilities: number[][];
}

function columnsOf({ mean, covariance, mode, probabilities }: Acted, count: number): Columns {
  const width = mean.length / count;
  const rows = (values: ArrayLike<number>, length: number, from: number, rowCount: number) =>
    Array.from({ length: rowCount }, (_, row) =>
      Array.from({ length }, (__, i) => values[from + row * length + i]),
    );
  return {
    mean: rows(mean, width, 0, count),
    covariance: Array.from({ length: count }, (_, k) => rows(covariance, width, k * width * width, width)),
    mode: rows(mode, width, 0, count),
    probabilities: probabilities === null ? [] : rows(probabilities, probabilities.length / count, 0, count),
  };
}
