/** The sample lab that a first start shows. */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../base/errors.ts';
import { deriveSeed } from '../../base/random.ts';
import type { ScriptedExpert } from '../../contract/index.ts';
import { type ContinuousExample, continuousExamples } from '../../environments/index.ts';
import { maxEntDefaults } from '../../inverse/maxent/spec.ts';
import { examples, type WorldExample } from '../../mdp/index.ts';
import { openCore } from '../core/index.ts';

export { dataDirectory, type Surroundings } from './data-directory.ts';

/** Everything in the sample lab follows from this number. */
const sampleSeed = 20_260_101;
const demonstrations = 40;

/** The first two are the worlds of the recorded demonstrations; the others invite to try. */
const gallery = [
  'windy-meadow',
  'navigation',
  'four-rooms',
  'harbour-bridge',
  'cliff',
  'icy-grid-4x4',
  'objectworld-binary',
  'recycling-robot',
];

/** How the expert of the sample drives: well, and humanly imperfect. */
const expert = {
  kind: 'expert',
  expert: 'soft-optimal',
  temperature: 0.4,
  epsilon: 0,
  discount: 0.99,
} as const;

/** Enough to learn from, and recorded in a blink. */
const arenaDemonstrations = 8;

/** Steers around the obstacles on ways that differ, with a hand that shakes a little. */
const arenaExpert: ScriptedExpert = {
  kind: 'expert',
  expert: 'scripted',
  script: 'detours',
  noise: 0.05,
  temperature: 1,
  discount: 0.99,
};

function galleryWorld(id: string): WorldExample | ContinuousExample {
  const example = [...examples, ...continuousExamples].find((each) => each.id === id);
  if (example === undefined) throw new LabError('Internal', `The gallery has no world called ${id}.`);
  return example;
}

/**
 * Makes the sample lab at `path`: the windy meadow with 40 demonstrations of a soft-optimal expert, recorded through
 * the same recorder as a person's, a dataset of them, a finished MaxEnt IRL run, a point mass among obstacles with a
 * handful of demonstrations, and a few more environments. The same every time, but for ids and times.
 *
 * @throws LabError Conflict when the file exists
 */
export async function createSampleLab(path: string): Promise<void> {
  const core = openCore({
    labPath: path,
    mode: 'create',
    host: 'direct',
    workers: 1,
    queued: 'leave',
    now: Date.now,
  });
  try {
    const { lab, recorder, runs } = core.services;
    const [meadow, arena] = gallery.map((id) => {
      const { name, description, spec } = galleryWorld(id);
      return lab.writer.createEnvironment({ name, notes: description, spec });
    });
    const around = await recorder.expert({
      environmentId: arena.id,
      source: arenaExpert,
      episodes: arenaDemonstrations,
      seed: deriveSeed(sampleSeed, 'arena expert'),
      tags: ['sample'],
    });
    lab.writer.createDataset({
      name: 'Ways around the obstacles',
      notes: `${arenaDemonstrations} demonstrations of a scripted expert on its way to the goal.`,
      demonstrationIds: around.ids,
    });
    const { ids } = await recorder.expert({
      environmentId: meadow.id,
      source: expert,
      episodes: demonstrations,
      seed: deriveSeed(sampleSeed, 'expert'),
      tags: ['sample'],
    });
    const dataset = lab.writer.createDataset({
      name: 'Walks through the meadow',
      notes: `${demonstrations} demonstrations of a scripted expert that likes short grass and the goal.`,
      demonstrationIds: ids,
    });
    const run = runs.create({
      name: 'What the walker likes',
      spec: {
        algorithm: 'maxent-irl',
        environmentId: meadow.id,
        datasetId: dataset.id,
        settings: maxEntDefaults(),
        seed: deriveSeed(sampleSeed, 'run'),
      },
    });
    const ended = await runs.settled(run.id);
    if (ended.status !== 'finished') {
      if (ended.error) throw LabError.fromData(ended.error);
      throw new LabError('Internal', `The run of the sample lab is ${ended.status}.`);
    }
    lab.writer.markSample();
  } finally {
    await core.close();
  }
}

/**
 * The path of the sample lab in the app's data folder, made at the first start. It appears under its name only when it
 * is complete: a start that is killed on the way leaves nothing half-made behind.
 */
export async function ensureSampleLab(dataDir: string): Promise<string> {
  const path = join(dataDir, 'sample.lab');
  if (existsSync(path)) return path;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `sample-${process.pid}.lab`);
  const drop = () => {
    for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(draft + ending, { force: true });
  };
  drop();
  try {
    await createSampleLab(draft);
    publish(draft, path);
  } finally {
    drop();
  }
  return path;
}

/** Gives a finished file its name, unless another start was faster: a lab that somebody has open is never replaced. */
function publish(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    // Some file systems have no links.
    if (!existsSync(path)) renameSync(draft, path);
  }
}
