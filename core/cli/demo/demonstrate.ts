import { LabError } from '../../base/errors.ts';
import type { Comparison, LabClient, Run, RunSpec, Source } from '../../contract/index.ts';
import type { DirectHost } from '../../hosts/direct/index.ts';
import { softSolveDefaults } from '../../inference/soft-solve/spec.ts';
import { maxEntDefaults } from '../../inverse/maxent/spec.ts';
import { examples } from '../../mdp/index.ts';
import type { Io } from '../command.ts';
import { followRun } from '../lab/follow-run.ts';
import { Progress } from '../text/progress.ts';

/** What the demo made. */
export interface Demonstrated {
  readonly world: string;
  readonly steps: number;
  readonly inference: Run;
  readonly solution: Run;
  readonly comparison: Comparison;
  readonly html: string;
}

/** Good, and humanly imperfect. */
const expert: Extract<Source, { kind: 'expert' }> = {
  kind: 'expert',
  expert: 'soft-optimal',
  temperature: 0.4,
  epsilon: 0,
  discount: 0.99,
};

/** The whole loop in a new lab file: record, infer, solve, compare, report. */
export async function demonstrate(
  { client, core }: DirectHost,
  { episodes, seed }: { episodes: number; seed: number },
  io: Io,
): Promise<Demonstrated> {
  const progress = new Progress(io);
  const world = examples.find((example) => example.id === 'windy-meadow') ?? examples[0];
  const environment = await client.environments.create({
    name: world.name,
    notes: world.description,
    spec: world.spec,
  });

  const { ids } = await core.services.recorder.expert(
    { environmentId: environment.id, source: expert, episodes, seed, tags: ['demo'] },
    {
      progress: (done, all) => progress.show('Record ', done / all, `${done} of ${all}`),
      signal: io.signal,
    },
  );
  const dataset = await client.datasets.create({ name: 'Scripted expert', demonstrationIds: ids });
  progress.done('Record ', `${ids.length} demonstrations, ${dataset.steps} steps`);

  const inference = await carryOut(client, 'Infer  ', progress, io, {
    algorithm: 'maxent-irl',
    environmentId: environment.id,
    datasetId: dataset.id,
    settings: maxEntDefaults(),
    seed,
  });
  const solution = await carryOut(client, 'Solve  ', progress, io, {
    algorithm: 'soft-solve',
    environmentId: environment.id,
    sourceRunId: inference.id,
    settings: { ...softSolveDefaults(), reward: 'recovered' },
    seed,
  });

  const request = { datasetId: dataset.id, runIds: [inference.id, solution.id], seed, rollouts: 200 };
  progress.show('Compare', 0, 'visits, values, rewards');
  const comparison = await client.comparisons.compute(request, { signal: io.signal });
  const { text: html } = await client.comparisons.export({ request, format: 'html' });
  await client.comparisons.save({ name: 'Demo', request });
  progress.done('Compare', `${comparison.rows.length} policies`);
  return { world: world.name, steps: dataset.steps, inference, solution, comparison, html };
}

async function carryOut(
  client: LabClient,
  label: string,
  progress: Progress,
  io: Io,
  spec: RunSpec,
): Promise<Run> {
  const { id } = await client.runs.create({ spec });
  const run = await followRun({ client, id, label }, progress, io);
  if (run.error !== null) throw LabError.fromData(run.error);
  if (run.status !== 'finished')
    throw new LabError('Cancelled', `The run was ${run.status}.`, {
      kept: 'What was recorded and reached so far is in the lab file.',
    });
  progress.done(label, `${run.name}, ${run.iteration} iterations`);
  return run;
}
