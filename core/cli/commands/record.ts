import { source as sourceSchema } from '../../contract/index.ts';
import { type Command, type Given, UsageError } from '../command.ts';
import { parseWith } from '../json/read-json.ts';
import { environmentFor, modeFor } from '../lab/environment-for.ts';
import { expertHelp, expertName, expertOptions, expertSourceOf } from '../lab/expert-source.ts';
import { labHelp, withLab } from '../lab/with-lab.ts';
import { Progress } from '../text/progress.ts';

export const record: Command = {
  name: 'record',
  summary: 'Record demonstrations of a scripted expert.',
  usage: '--expert KIND --environment NAME [--episodes N] [--seed N] [--dataset NAME] [--lab FILE]',
  help: `
The expert's episodes are committed and re-simulated like a person's.

${expertHelp}
  --environment NAME   an environment of the lab file by name or id, or an example by id (then it is added; the lab file
                       is made when it is missing)
  --episodes N         how many (left out: 40)
  --seed N             seed of the session (left out: 0)
  --tag TEXT           a tag for each demonstration
  --dataset NAME       also make a dataset of them
${labHelp}
`,
  options: {
    ...expertOptions,
    environment: { type: 'string' },
    episodes: { type: 'string' },
    seed: { type: 'string' },
    tag: { type: 'string' },
    dataset: { type: 'string' },
    lab: { type: 'string' },
  },
  positionals: { least: 0, most: 0 },
  async run(given, io) {
    expertName(given);
    const wanted = given.text('environment');
    if (wanted === null) throw new UsageError('Say where to record: --environment NAME.');
    const tag = given.text('tag');
    const lab = given.text('lab');
    const result = await withLab({ lab, mode: modeFor(lab, wanted) }, async ({ client, core }) => {
      const environment = await environmentFor(client, wanted);
      const source = parseWith(sourceSchema, await expertSourceOf(given, environment, client));
      const progress = new Progress(io);
      const made = await core.services.recorder.expert(
        {
          environmentId: environment.id,
          source,
          episodes: positive(given, 'episodes', 40),
          seed: given.number('seed') ?? 0,
          tags: tag === null ? [] : [tag],
        },
        {
          progress: (done, all) => progress.show('Recording', done / all, `${done} of ${all}`),
          signal: io.signal,
        },
      );
      progress.done('Recording', `${made.ids.length} demonstrations in ${environment.name}`);
      const name = given.text('dataset');
      const dataset =
        name === null ? null : await client.datasets.create({ name, demonstrationIds: made.ids });
      return { ...made, dataset };
    });
    io.out(
      given.json
        ? `${JSON.stringify(result)}\n`
        : `${result.ids.length} demonstrations recorded${result.dataset ? `, dataset ${result.dataset.id}` : ''}.\n`,
    );
    return 0;
  },
};

function positive(given: Given, option: string, usual: number): number {
  const value = given.number(option) ?? usual;
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${option} is a whole number, at least 1.`);
  return value;
}
