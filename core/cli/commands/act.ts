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

Prints JSON: for every observation the mean [actionWidth] and the covariance [actionWidth][actionWidth] of N draws from
the policy, the mode (the action without noise) and, where actions are indices, the probability of each.

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
    const lines = await withLab({ lab: given.text('lab'), mode: 'open' }, async ({ client }) => {
      const { id } = byIdOrName(await client.runs.list({}), wanted, 'run');
      const perCall = Math.max(1, Math.floor(mostDraws / samples));
      const answers: Line[] = [];
      for (let from = 0; from < observations.length; from += perCall) {
        const some = observations.slice(from, from + perCall);
        const values = Float32Array.from(some.flat());
        answers.push(
          ...linesOf(
            await client.runs.act({ id, observations: values, rows: some.length, samples, seed }),
            some.length,
          ),
        );
      }
      return answers;
    });
    io.out(`${JSON.stringify({ samples, policies: lines })}\n`);
    return 0;
  },
};

interface Line {
  readonly mean: number[];
  readonly covariance: number[][];
  readonly mode: number[];
  readonly probabilities?: number[];
}

function linesOf({ mean, covariance, mode, probabilities }: Acted, count: number): Line[] {
  const width = mean.length / count;
  const part = (values: ArrayLike<number>, at: number, length: number) =>
    Array.from({ length }, (_, i) => values[at * length + i]);
  return Array.from({ length: count }, (_, k) => ({
    mean: part(mean, k, width),
    covariance: Array.from({ length: width }, (_, i) => part(covariance, k * width + i, width)),
    mode: part(mode, k, width),
    ...(probabilities === null
      ? {}
      : { probabilities: part(probabilities, k, probabilities.length / count) }),
  }));
}
