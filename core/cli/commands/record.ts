import type { Source } from '../../contract/index.ts';
import { type Command, type Given, UsageError } from '../command.ts';
import { byIdOrName } from '../lab/by-name.ts';
import { labHelp, withLab } from '../lab/with-lab.ts';
import { Progress } from '../text/progress.ts';

type Expert = Extract<Source, { kind: 'expert' }>['expert'];
const experts: readonly Expert[] = ['soft-optimal', 'optimal', 'random', 'epsilon-mixed'];

export const record: Command = {
  name: 'record',
  summary: 'Record demonstrations of a scripted expert.',
  usage: '--expert KIND --environment NAME [--episodes N] [--seed N] [--dataset NAME] [--lab FILE]',
  help: `
The expert's episodes are committed and re-simulated like a person's.

  --expert KIND        ${experts.join(', ')}
  --environment NAME   an environment of the lab file, by name or id
  --episodes N         how many (left out: 40)
  --seed N             seed of the session (left out: 0)
  --temperature X      of a soft-optimal expert (left out: 1)
  --epsilon X          share of random steps of an epsilon-mixed expert (left out: 0.1)
  --discount X         how far the expert looks ahead (left out: 0.95)
  --tag TEXT           a tag for each demonstration
  --dataset NAME       also make a dataset of them
${labHelp}
`,
  options: {
    expert: { type: 'string' },
    environment: { type: 'string' },
    episodes: { type: 'string' },
    seed: { type: 'string' },
    temperature: { type: 'string' },
    epsilon: { type: 'string' },
    discount: { type: 'string' },
    tag: { type: 'string' },
    dataset: { type: 'string' },
    lab: { type: 'string' },
  },
  positionals: { least: 0, most: 0 },
  async run(given, io) {
    const source = sourceOf(given);
    const wanted = given.text('environment');
    if (wanted === null) throw new UsageError('Say where to record: --environment NAME.');
    const tag = given.text('tag');
    const result = await withLab({ lab: given.text('lab'), mode: 'open' }, async ({ client, core }) => {
      const environment = byIdOrName(await client.environments.list({}), wanted, 'environment');
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

function sourceOf(given: Given): Extract<Source, { kind: 'expert' }> {
  const expert = experts.find((kind) => kind === given.text('expert'));
  if (expert === undefined) throw new UsageError(`--expert is one of ${experts.join(', ')}.`);
  return {
    kind: 'expert',
    expert,
    temperature: given.number('temperature') ?? 1,
    epsilon: given.number('epsilon') ?? 0.1,
    discount: given.number('discount') ?? 0.95,
  };
}

function positive(given: Given, option: string, usual: number): number {
  const value = given.number(option) ?? usual;
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`--${option} is a whole number, at least 1.`);
  return value;
}
